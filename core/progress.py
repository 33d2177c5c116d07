"""Where a thing stands on a way that several apps share: each adds its stations and says what comes next while the
thing stands in its part (DESIGN §1a)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from core.access import Person
from core.shapes import Stage, Words
from core.slots import ModelSlot


@dataclass(frozen=True)
class Reached:
    """One station: `order` is its place, `on` the day it was reached, None while it is still to come."""

    order: int
    label: Words
    on: date | None


@dataclass(frozen=True)
class NextStep:
    """What must happen next, by whom and by which clause; `duty` is the kind of deadline that runs for it, `missing`
    what keeps it from happening (core.shapes.Missing), asked with the thing and today only where a page shows it."""

    what: Words
    who: Words
    clause: str
    duty: str = ""
    missing: Callable[[Any, date], list] | None = None


# Functions of the thing and the person, who may see less of a part than its owner.
STATIONS: ModelSlot[Callable[[Any, Any], Iterable[Reached]]] = ModelSlot()
# The first that answers says the next step; each app answers only while the thing stands in its part.
NEXT_STEPS: ModelSlot[Callable[[Any, Any], NextStep | None]] = ModelSlot()
# Relations that the two above read, for lists that ask of many things at once.
READS: ModelSlot[str] = ModelSlot()

# What the two above read beyond that, of several things at once, such as `core.about.known` keeps: functions of the
# things and the person.
READS_OF_MANY: ModelSlot[Callable[[Sequence[Any], Any], None]] = ModelSlot()


def with_progress(things: QuerySet) -> QuerySet:
    """The things with what their stations and next steps read, in the same query."""
    names = tuple(READS.of(things.model))
    # Without a name Django would follow every relation there is.
    return things.select_related(*names) if names else things


def stages_of(thing: Any, user: Person, *, is_over: bool = False) -> list[Stage]:
    """The stations with the day each was reached; the first not reached is where the thing stands. What lies before
    the last one reached is behind, whether or not it has a day of its own."""
    reached = sorted((one for told in STATIONS.of(thing) for one in told(thing, user)), key=lambda one: one.order)
    last = max((index for index, one in enumerate(reached) if one.on), default=-1)
    return [
        Stage(
            one.label, "done" if index <= last else "current" if index == last + 1 and not is_over else "todo", one.on
        )
        for index, one in enumerate(reached)
    ]


def next_steps_of(things: Sequence[Any], user: Person) -> "list[NextStep | None]":
    """That of each, in as many queries for many things as for one."""
    for read in READS_OF_MANY.of(type(things[0])) if things else ():
        read(things, user)
    return [next_step_of(thing, user) for thing in things]


def next_step_of(thing: Any, user: Person) -> NextStep | None:
    """What must happen next; None once the thing is over."""
    return next((step for told in NEXT_STEPS.of(thing) if (step := told(thing, user)) is not None), None)
