"""Chases of a rectification report that is late, built by the actions.

Days: signed for on 2026-03-27, due on Wednesday 2026-05-27. The blue note of Thursday 05-28 gives three days, to
Sunday 05-31 and so to Monday 06-01; yellow may follow from 06-02, red from 06-06, the letter from 06-10.
"""

from datetime import date

from accounts.actions.scopes import unit_scope
from deadlines.actions.deadlines import open_deadline
from deadlines.models import Deadline
from rectification.actions import chase_calls, chases
from rectification.models import Chase
from tests.inspections.builders import at_on
from tests.rectification.builders import SIGNED, signed_case

DUE = date(2026, 5, 27)
BLUE_ON = date(2026, 5, 28)
YELLOW_ON = date(2026, 6, 2)
RED_ON = date(2026, 6, 8)
LETTER_ON = date(2026, 6, 12)


def late_case():
    """The report on the whole is overdue from 2026-05-28 on."""
    return signed_case()


def chase(deadlines, here, *, on=BLUE_ON, by=None, **facts) -> list[Chase]:
    return chases.issue(deadlines=deadlines, by=by or here.office, on=on, at=at_on(on), **facts)


def call(deadlines, here, *, on=BLUE_ON, spoken_to="王主任 0632-5550001", outcome="本周内报送", by=None):
    return chase_calls.log(
        deadlines=deadlines, spoken_to=spoken_to, outcome=outcome, by=by or here.office, on=on, at=at_on(on)
    )


def chased(case=None) -> Chase:
    """Blue; `chase.here` is the world, `chase.duty` what is owed."""
    case = case or late_case()
    (one,) = chase([case.deadline], case.here)
    one.here, one.duty, one.case = case.here, case.deadline, case
    return one


def another_duty(case, unit, kind="resubmission") -> Deadline:
    """A second duty that is as late as the report, of this or of another body."""
    here = case.here
    return open_deadline(
        kind=kind, scope=unit_scope(unit=unit, by=here.office, at=at_on(SIGNED)), round_scope=case.round.scope,
        subject=unit, start_on=SIGNED, due_on=DUE, responsible_unit=unit, by=here.office, at=at_on(SIGNED),
    )  # fmt: skip
