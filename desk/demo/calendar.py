"""When things happen in the demo: all dates hang on one day, so that the year looks alive whenever it is loaded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone


@dataclass(frozen=True)
class DemoClock:
    """`today` is the day the demo is told from (Asia/Shanghai)."""

    today: date

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def at(self, day: date, hour: int = 10) -> datetime:
        """An instant of that day in Asia/Shanghai; never later than now, so that nothing is recorded in the future."""
        return min(timezone.make_aware(datetime.combine(day, time(hour))), timezone.now())


@dataclass(frozen=True)
class Stay:
    """Planned first and last day on site, both inclusive."""

    from_on: date
    to_on: date

    @property
    def year(self) -> int:
        return self.from_on.year


def within_a_year(from_on: date, days: int, *, is_past: bool) -> Stay:
    """A stay of so many days that lies in one year: a plan is made for one. One that crosses New Year moves back
    when it is past, on when it is to come."""
    to_on = from_on + timedelta(days=days - 1)
    if from_on.year == to_on.year:
        return Stay(from_on, to_on)
    shift = timedelta(days=(to_on - date(from_on.year, 12, 31)).days)
    if is_past:
        return Stay(from_on - shift, to_on - shift)
    first = date(to_on.year, 1, 5)
    return Stay(first, first + timedelta(days=days - 1))
