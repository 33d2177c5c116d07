"""A date that waits for the holidays of a year says so while the duty runs, and never once it is done."""

from datetime import UTC, date, datetime

from deadlines.actions.deadlines import meet
from deadlines.presenters import present

DONE = date(2026, 11, 30)


def test_note_stands_while_the_duty_runs_and_goes_when_it_is_met(house, start):
    deadline = start(start_on=date(2026, 11, 23), period="2m")
    running = present(deadline, DONE)
    assert running.is_provisional and "日期待核" in running.explanation

    met = present(meet(deadline=deadline, on=DONE, by=house.office, at=datetime(2026, 11, 30, 2, tzinfo=UTC)), DONE)

    assert deadline.is_provisional and not met.is_provisional
    assert "日期待核" not in met.explanation
