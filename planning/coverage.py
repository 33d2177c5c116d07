"""Every subdistrict once every year (一(二)1, R6): what is planned, under way and done, and whether the year suffices.

Pure but for what it is handed.
"""

from dataclasses import dataclass, field
from datetime import date

from planning.models import PlanEntry
from planning.round_states import LiveRound, RoundState

_RISING = (RoundState.UNPLANNED, RoundState.PLANNED, RoundState.ON_SITE, RoundState.DONE)


@dataclass(frozen=True)
class PlannedRound:
    entry: PlanEntry
    live: LiveRound | None = None

    @property
    def state(self) -> RoundState:
        return self.live.state if self.live else RoundState.PLANNED


@dataclass
class Row:
    """One subdistrict in one year; the furthest of its rounds counts."""

    unit: object
    rounds: list[PlannedRound] = field(default_factory=list)

    @property
    def state(self) -> RoundState:
        return max((one.state for one in self.rounds), key=_RISING.index, default=RoundState.UNPLANNED)


@dataclass(frozen=True)
class Capacity:
    """What is still to inspect, and how much fits into the days left (today and 31 December both counted)."""

    remaining: int
    possible: int
    days_left: int

    @property
    def is_enough(self) -> bool:
        return self.remaining <= self.possible


def coverage(subdistricts, entries, live) -> list[Row]:
    """A row for each subdistrict; `entries` with subdistrict loaded, `live` rounds by scope."""
    rows = {unit.pk: Row(unit) for unit in subdistricts}
    for entry in entries:
        row = rows.setdefault(entry.subdistrict_id, Row(entry.subdistrict))
        row.rounds.append(PlannedRound(entry, live.get(entry.scope_id)))
    return list(rows.values())


def capacity(rows, *, year, today, teams, minimum_days) -> Capacity:
    """Each team does one round after another, each of `minimum_days` natural days (一(二)1)."""
    first, last = max(today, date(year, 1, 1)), date(year, 12, 31)
    days_left = max((last - first).days + 1, 0)
    remaining = sum(row.state in (RoundState.UNPLANNED, RoundState.PLANNED) for row in rows)
    return Capacity(remaining=remaining, possible=teams * (days_left // minimum_days), days_left=days_left)
