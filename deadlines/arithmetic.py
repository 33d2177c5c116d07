"""The arithmetic of periods, pure: civil code 200–203 by analogy (DESIGN §3.1, DOMAIN §1.2)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

MOST = 3650
_WRITTEN = re.compile(r"([0-9]{1,4})(d|m|wd)")


class PeriodUnit(StrEnum):
    DAYS = "d"
    MONTHS = "m"
    WORKING_DAYS = "wd"


@dataclass(frozen=True)
class Period:
    """A span such as 15 days, 2 months or 15 working days; `count` from 1 to 3650."""

    count: int
    unit: PeriodUnit

    def __post_init__(self):
        object.__setattr__(self, "unit", PeriodUnit(self.unit))
        if not 1 <= self.count <= MOST:
            raise ValueError(f"A period is between 1 and {MOST}, not {self.count}.")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read "15d" (days), "2m" (calendar months) or "15wd" (working days). Raises ValueError."""
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"A period is written like 15d, 2m or 15wd, not {text!r}.")
        return cls(int(found[1]), PeriodUnit(found[2]))

    def __str__(self):
        return f"{self.count}{self.unit}"


def nominal(start: date, period: Period, is_workday: Callable[[date], bool] | None = None) -> date:
    """The last day as counted. The start day does not count; months end on the same day, or on the month's last.

    Working days need `is_workday`. Raises ValueError where the last day would lie beyond the year 9999.
    """
    try:
        if period.unit == PeriodUnit.MONTHS:
            # One addition, never month after month: Jan 31 + 2 months is Mar 31, not Mar 28.
            return start + relativedelta(months=period.count)
        if period.unit == PeriodUnit.DAYS:
            return start + timedelta(days=period.count)
        day, left = start, period.count
        while left:
            day += timedelta(days=1)
            left -= is_workday(day)
        return day
    except OverflowError as error:
        raise ValueError(f"{period} after {start} lies beyond the calendar.") from error


def next_workday(day: date, is_workday: Callable[[date], bool]) -> date:
    """The day itself where people work, else the first working day after it."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def due(start: date, period: Period, is_workday: Callable[[date], bool], *, roll: bool = True) -> date:
    """The last day on which one is in time, until 24:00: the nominal day, moved off rest days where `roll` is on."""
    last = nominal(start, period, is_workday)
    return next_workday(last, is_workday) if roll else last
