"""From a start and a period to the due date, with everything the explanation needs."""

from dataclasses import dataclass
from datetime import date, timedelta

from deadlines.arithmetic import Period, PeriodUnit, next_workday, nominal
from deadlines.models import NominalDay
from deadlines.working_days import WorkingCalendar, load_calendar


@dataclass(frozen=True)
class Reckoning:
    """`holiday_name`: the names of the days the due date was moved off, as stored in the calendar, joined by 、."""

    nominal_on: date
    due_on: date
    nominal_day: NominalDay
    holiday_name: str
    is_provisional: bool


def reckon(start: date, period: Period, *, calendar: WorkingCalendar, roll: bool = True) -> Reckoning:
    """The due date after DESIGN §3.1. Raises ValueError where it lies beyond the calendar of dates."""
    last = nominal(start, period, calendar.is_workday)
    try:
        end = next_workday(last, calendar.is_workday) if roll else last
    except OverflowError as error:
        raise ValueError(f"{period} after {start} lies beyond the calendar.") from error
    counts_workdays = period.unit == PeriodUnit.WORKING_DAYS
    moved_off = [last + timedelta(days=days) for days in range((end - last).days)] or [last]
    names = dict.fromkeys(name for name in map(calendar.name, moved_off) if name)
    return Reckoning(
        nominal_on=last,
        due_on=end,
        nominal_day=_kind_of(last, calendar),
        holiday_name="、".join(names),
        # Without rolling, days and months need no calendar at all; working days need it from the start on.
        is_provisional=(roll or counts_workdays) and not calendar.knows(start if counts_workdays else last, end),
    )


def reckon_from_table(start: date, period: Period, *, roll: bool = True) -> Reckoning:
    """The same with the calendar of the house, in one query."""
    days = {PeriodUnit.DAYS: 1, PeriodUnit.MONTHS: 31, PeriodUnit.WORKING_DAYS: 2}[period.unit] * period.count
    try:
        # Room for the longest break and for make-up weeks.
        last = start + timedelta(days=days + 40)
    except OverflowError as error:
        raise ValueError(f"{period} after {start} lies beyond the calendar.") from error
    return reckon(start, period, calendar=load_calendar(start.year, last.year), roll=roll)


def _kind_of(day: date, calendar: WorkingCalendar) -> NominalDay:
    if calendar.is_make_up(day):
        return NominalDay.MAKE_UP
    if calendar.is_workday(day):
        return NominalDay.WORKDAY
    return NominalDay.HOLIDAY if calendar.name(day) else NominalDay.WEEKEND
