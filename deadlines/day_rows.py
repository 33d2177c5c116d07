"""Days as lists and libraries give them, before they are stored."""

from dataclasses import dataclass
from datetime import date

SATURDAY = 5


@dataclass(frozen=True)
class DayRow:
    """One day; those that follow the plain week and have no name need not be stored."""

    date: date
    is_workday: bool
    name: str = ""

    @property
    def is_plain(self) -> bool:
        return not self.name and self.is_workday == (self.date.weekday() < SATURDAY)
