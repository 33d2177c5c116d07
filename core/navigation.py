"""The side menu; apps add their entries in AppConfig.ready(), and each person sees what his rights open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.access import Person, access_of
from core.addresses import address_of_route


class Group(TextChoices):
    """The parts of the menu, in their order."""

    WAITING = "waiting", _("Waiting")
    PLAN = "plan", _("Plan and teams")
    ROUNDS = "rounds", _("Inspection on site")
    RECTIFICATION = "rectification", _("Rectification and supervision")
    RECORDS = "records", _("Documents and files")
    SYSTEM = "system", _("System")


@dataclass(frozen=True)
class Entry:
    label: object
    url_name: str
    icon: str
    permission: str
    order: int
    group: Group
    # Roles that have the right but not the need; the page stays open to them.
    hidden_from: frozenset[str] = frozenset()


_entries: list[Entry] = []
_frame: dict[str, Callable[[datetime], Any]] = {}


def register_entry(entry: Entry) -> None:
    _entries.append(entry)


def register_frame_fact(name: str, tell: Callable[[datetime], Any]) -> None:
    """What the frame of every page says besides the menu. `tell(now)` is an expression over an account: it is read
    in the statement that reads whoever is signed in, since every page asks it."""
    _frame[name] = tell


def frame_facts(now: datetime) -> dict[str, Any]:
    return {name: tell(now) for name, tell in _frame.items()}


@dataclass(frozen=True)
class MenuEntry:
    """`count`: how many things wait there for this person, as in "my work"; "" shows none."""

    label: object
    icon: str
    url: str
    active: bool
    count: str = ""


@dataclass(frozen=True)
class MenuGroup:
    label: object
    entries: list[MenuEntry]


def menu_for(user: Person, path: str, counts: Mapping[str, str] | None = None) -> list[MenuGroup]:
    """What this person may open, part by part; active is the entry whose pages `path` is one of. `counts` says by the
    name of its route what waits in each."""
    access = access_of(user)
    shown = [
        entry
        for entry in sorted(_entries, key=lambda entry: entry.order)
        if access.permits_somewhere(entry.permission) and user.role not in entry.hidden_from
    ]
    urls = {entry: address_of_route(entry.url_name) for entry in shown}
    at = [url for url in urls.values() if path.startswith(url) and (url != "/" or path == "/")]
    active = max(at, key=len, default=None)
    waiting = counts or {}
    found = [
        MenuGroup(
            group.label,
            [
                MenuEntry(entry.label, entry.icon, urls[entry], urls[entry] == active, waiting.get(entry.url_name, ""))
                for entry in shown
                if entry.group == group
            ],
        )
        for group in Group
    ]
    return [group for group in found if group.entries]
