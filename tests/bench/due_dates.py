"""How fast due dates are reckoned: a sweep or a recount after loading a year goes through all of them."""

from datetime import date, timedelta

from deadlines.arithmetic import Period, due
from deadlines.working_days import DayFact, WorkingCalendar
from tests.bench.figures import Figure, figure, per_second

STARTS = [date(2026, 1, 1) + timedelta(days=days) for days in range(365)]
SIXTY_DAYS = timedelta(days=60)
# A long break, a make-up Saturday before it, and the plain week otherwise.
CALENDAR = WorkingCalendar(
    days={
        date(2026, 9, 26): DayFact(is_workday=True),
        **{date(2026, 10, day): DayFact(is_workday=False, name="国庆节") for day in range(1, 8)},
    },
    loaded_years=frozenset({2026, 2027}),
)


@figure("due-dates", needs_data=False)
def due_dates() -> Figure:
    """Due dates of two months a second, moved off rest days, against bare additions of sixty days."""
    period = Period.parse("2m")

    def reckoned():
        for start in STARTS:
            due(start, period, CALENDAR.is_workday)
        return len(STARTS)

    def bare():
        for start in STARTS:
            start + SIXTY_DAYS
        return len(STARTS)

    return Figure(value=per_second(reckoned), unit="due dates/s", baseline=per_second(bare), limit=0.004)
