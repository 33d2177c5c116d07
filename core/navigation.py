"""The side menu; apps add their entries in AppConfig.ready(), and each person sees what his rights open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from core.access import access_of


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


def sweep_is_late(now) -> bool:
    return bool(_late_sweep) and _late_sweep[0](now)


def entries_for(user, path: str) -> list[dict]:
    access = access_of(user)
    shown = [
        entry
        for entry in sorted(_entries, key=lambda entry: entry.order)
        if access.permits_somewhere(entry.permission) and user.role not in entry.hidden_from
    ]
    rows = [{"label": entry.label, "icon": entry.icon, "url": reverse(entry.url_name)} for entry in shown]
    under = [row["url"] for row in rows if path.startswith(row["url"]) and (row["url"] != "/" or path == "/")]
    active = max(under, key=len, default=None)
    return [{**row, "active": row["url"] == active} for row in rows]
