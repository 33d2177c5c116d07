"""Worlds made of parts (DESIGN §1a): the demo year and the access world, each app's part built through its actions.

The owner of a thing names its scenes in AppConfig.ready() by where they stand, so that a process which builds no world
does not load them. A scene finds in the World what the scenes before it left, and leaves there what comes after needs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string

DEMO, ACCESS = "demo", "access"
# With the code of an entry: what happens while the team of the demo is there, such as "demo.stay.rectifying".
STAY = "demo.stay"


@dataclass(frozen=True)
class Clock:
    """`today` is the day a world is told from (Asia/Shanghai), `now` the moment: nothing is recorded after it, unless
    it is None."""

    today: date
    now: datetime | None = None

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def at(self, day: date, hour: int = 10) -> datetime:
        """An instant of that day in Asia/Shanghai."""
        instant = timezone.make_aware(datetime.combine(day, time(hour)))
        return instant if self.now is None else min(instant, self.now)

    def when(self, day: date | int) -> dict[str, Any]:
        """`on` and `at` of an action recorded on the day it happened; a whole number counts from today."""
        on = self.day(day) if isinstance(day, int) else day
        return {"on": on, "at": self.at(on)}


@dataclass(kw_only=True)
class World:
    """What has been built so far: accounts by name, units by code, people by full name, plan entries by code, and
    every other thing by a name of its own. Steps that nobody else is named for are taken by users `office` and
    `committee`."""

    clock: Clock
    users: dict[str, Any] = field(default_factory=dict)
    units: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, Any] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def when(self, day: date | int) -> dict[str, Any]:
        return self.clock.when(day)

    def at(self, day: date | int) -> datetime:
        return self.when(day)["at"]


Scene = Callable[[World], None]
_scenes: dict[str, list[tuple[int, str]]] = {}


def add_scene(world: str, path: str, *, order: int) -> None:
    """Have `path`, such as `inspections.scenes.demo.walk`, build its part of a world: DEMO or ACCESS. `order` is its
    place, in hundreds along the way of a round (docs/adding-a-thing.md); called in AppConfig.ready()."""
    found = _scenes.setdefault(world, [])
    if (order, path) not in found:
        found.append((order, path))


def scenes_of(world: str) -> list[Scene]:
    """In order. Raises ImportError for a scene that is not where it was said to be."""
    return [import_string(path) for _order, path in sorted(_scenes.get(world, []))]


def build_scenes(name: str, world: World) -> World:
    """Play every scene. Raises whatever an action refuses: then the scene itself is wrong."""
    for scene in scenes_of(name):
        scene(world)
    return world


# Brings what a finished world holds to the moment in which a verb is possible, for as long as a transaction lasts;
# returns the thing to ask for, or None where it is the one that the access table names.
Moment = Callable[[World], Any]
_moments: list[str] = []


def add_moments(path: str) -> None:
    """Name a mapping of routes to moments, such as `planning.scenes.moments.MOMENTS`; called in AppConfig.ready()."""
    if path not in _moments:
        _moments.append(path)


def moments() -> dict[str, Moment]:
    """Every moment by the route of its verb. Raises ImportError for a mapping that is not where it was said to be."""
    return {route: moment for path in _moments for route, moment in import_string(path).items()}
