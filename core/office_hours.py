"""When the house may disturb people: working days, 08:30 to 18:00 Asia/Shanghai (DESIGN §3.5)."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.utils import timezone

OPENS, CLOSES = time(8, 30), time(18, 0)
_SATURDAY = 5
_working_day: list[Callable[[date], bool]] = []


def register_working_day(is_workday: Callable[[date], bool]) -> None:
    """`deadlines` stands above, keeps the calendar and answers here."""
    _working_day[:] = [is_workday]


def is_working_day(day: date) -> bool:
    return _working_day[0](day) if _working_day else day.weekday() < _SATURDAY


def in_office_hours(at: datetime) -> bool:
    """08:30 counts, 18:00 no longer does; `at` in any time zone."""
    local = timezone.localtime(at)
    return OPENS <= local.time() < CLOSES and is_working_day(local.date())
