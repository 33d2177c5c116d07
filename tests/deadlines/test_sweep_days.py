"""Reminders whose day is a rest day go out on the last working day before (DESIGN §3.5)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import dates, integers, lists

from accounts.models import Message
from deadlines.actions.sweep import passed_rung, sweep
from deadlines.models import Reminder, ReminderState
from tests.deadlines.builders import KIND, published_calendar

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PUBLISHED = published_calendar()


def rows(state=ReminderState.SENT):
    return {(row.rung, row.recipient) for row in Reminder.objects.filter(state=state).select_related("recipient")}


@pytest.mark.requirement("R56")
@pytest.mark.parametrize(
    ("due_on", "worked", "rung", "words"),
    [
        # Three days before a Tuesday is a Saturday, so it goes out on the Friday.
        (date(2026, 3, 17), date(2026, 3, 13), 3, "还剩4天"),
        # One day before a Monday is a Sunday: the Friday, on which that of three days would go out too.
        (date(2026, 3, 16), date(2026, 3, 13), 1, "还剩3天"),
        # A date the committee named on a Sunday: "due today" goes out on the Friday, with the days that are left.
        (date(2026, 3, 15), date(2026, 3, 13), 0, "还剩2天"),
        # National Day 2026 ends on 7 October; the last working day before it is 30 September.
        (date(2026, 10, 8), date(2026, 9, 30), 1, "还剩8天"),
        # Seven days before falls into the Spring Festival of 2026 (15 to 23 February); Saturday the 14th is worked.
        (date(2026, 2, 28), date(2026, 2, 14), 7, "还剩14天"),
    ],
)
def test_sweep_sends_on_the_last_working_day_what_falls_on_a_rest_day(start, due_on, worked, rung, words):
    start(due_on=due_on, start_on=date(2026, 1, 5))
    sweep(on=worked - timedelta(days=1), at=AT)
    heard = set(Message.objects.values_list("pk", flat=True))

    counts = sweep(on=worked, at=AT)

    assert counts["sent"] == {KIND: {str(rung): 1}}
    assert words in Message.objects.exclude(pk__in=heard).get().subject


def test_sweep_never_says_overdue_before_it_is(house, start):
    """The day after a Friday is a rest day; that rung does not go out on the Friday."""
    start(due_on=date(2026, 3, 20))
    sweep(on=date(2026, 3, 20), at=AT)
    assert rows() == {(0, house.official)}

    sweep(on=date(2026, 3, 21), at=AT)
    assert rows() == {(0, house.official), (-1, house.office)}


@given(
    due_on=dates(min_value=date(2025, 1, 20), max_value=date(2026, 12, 20)),
    ladder=lists(integers(min_value=-10, max_value=60), min_size=1, max_size=8, unique=True),
)
def test_rungs_go_out_on_working_days_in_order(due_on, ladder):
    """Day by day, with every day of both years known: each rung up to the due date is first reached on the last
    working day that is not after its own day, each later one on its own day."""
    days = [due_on + timedelta(days=number) for number in range(-90, 12)]
    passed = {day: passed_rung(ladder, due_on, on=day, ahead_on=PUBLISHED.last_before_work(day)) for day in days}

    for rung in ladder:
        reached = next(day for day in days if passed[day] is not None and passed[day] <= rung)
        own = due_on - timedelta(days=rung)
        if rung >= 0:
            own = max(day for day in days if day <= own and PUBLISHED.is_workday(day))
        assert reached == own
