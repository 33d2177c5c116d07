"""Days on site that a plan can hold."""

from dataclasses import dataclass
from datetime import date, timedelta


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
