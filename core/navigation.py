"""The side menu; apps add their entries in AppConfig.ready(), and each person sees what his rights open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from core.access import Person, access_of


@dataclass(frozen=True)
class Entry:
    label: object
    url_name: str
    icon: str
    permission: str
    order: int
    # Roles that have the right but not the need; the page stays open to them.
    hidden_from: frozenset[str] = frozenset()


_entries: list[Entry] = []
_late_sweep: list[Callable] = []


def register_entry(entry: Entry) -> None:
    _entries.append(entry)


def register_late_sweep(is_late: Callable) -> None:
    """`deadlines` stands above and tells here whether its sweep is late (DESIGN §3.7)."""
    _late_sweep[:] = [is_late]


def sweep_is_late(now: datetime) -> bool:
    return bool(_late_sweep) and _late_sweep[0](now)


def entries_for(user: Person, path: str) -> list[dict]:
    access = access_of(user)
    shown = [
        entry
        for entry in sorted(_entries, key=lambda entry: entry.order)
        if access.permits_somewhere(entry.permission) and user.role not in entry.hidden_from
    ]
    urls = [reverse(entry.url_name) for entry in shown]
    active = max((url for url in urls if path.startswith(url) and (url != "/" or path == "/")), key=len, default=None)
    return [
        {"label": entry.label, "icon": entry.icon, "url": url, "active": url == active}
        for entry, url in zip(shown, urls, strict=True)
    ]
