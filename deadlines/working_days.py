"""Which days are working days, as a value read from the calendar table in one query."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from core.queries.at_once import Alike
from core.queries.later import Gathered
from deadlines.day_rows import SATURDAY
from deadlines.holidays import holiday_label
from deadlines.models import CalendarDay


@dataclass(frozen=True)
class DayFact:
    is_workday: bool
    name: str = ""


@dataclass(frozen=True)
class WorkingCalendar:
    """Days that differ from the plain week, and the years whose published arrangement is loaded.

    In a year that is not loaded the statutory days count as far as they are stored, else weekends alone;
    whatever is reckoned with it is provisional.
    """

    days: dict[date, DayFact] = field(default_factory=dict)
    loaded_years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        fact = self.days.get(day)
        return fact.is_workday if fact else day.weekday() < SATURDAY

    def name(self, day: date) -> str:
        fact = self.days.get(day)
        return fact.name if fact else ""

    def is_make_up(self, day: date) -> bool:
        """A Saturday or Sunday that is worked (调休上班)."""
        return day.weekday() >= SATURDAY and self.is_workday(day)

    def last_before_work(self, day: date) -> date:
        """The last day before people work again after `day`: the end of the rest days that follow it, else itself."""
        while not self.is_workday(day + timedelta(days=1)):
            day += timedelta(days=1)
        return day

    def knows(self, first: date, last: date) -> bool:
        """Whether the published arrangement of every year from first to last is loaded."""
        return all(year in self.loaded_years for year in range(first.year, last.year + 1))


def load_calendar(first_year: int, last_year: int) -> WorkingCalendar:
    """The calendar of these years, both inclusive. A year without rows is one nobody loaded."""
    rows = CalendarDay.objects.filter(year_id__gte=first_year, year_id__lte=last_year).values_list(
        "date", "is_workday", "name", "year_id", "year__is_provisional"
    )
    days, loaded = {}, set()
    for day, is_workday, name, year, is_provisional in rows:
        days[day] = DayFact(is_workday, name)
        if not is_provisional:
            loaded.add(year)
    return WorkingCalendar(days=days, loaded_years=frozenset(loaded))


def rest_days(year: int) -> Gathered[dict[date, str]]:
    """Days off with a name, by their date: holidays with the days given around them."""
    return Gathered(
        [Alike(_named_days, None, (year,))], lambda found: {day: str(holiday_label(name)) for day, name in found}
    )


def _named_days(_nobody: None, year: int) -> QuerySet:
    rows = CalendarDay.objects.filter(year_id=year, is_workday=False).exclude(name="").order_by("date")
    return rows.values_list("date", "name")


def is_working_day(day: date) -> bool:
    """One day, in one query; for whoever asks about now."""
    return load_calendar(day.year, day.year).is_workday(day)
