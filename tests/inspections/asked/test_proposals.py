"""提请约谈: proposed by the last rung and by lateness again and again, called or declined by a person."""

from datetime import date, timedelta

import pytest

from core.refusals import IllegalMove, NotAllowed
from deadlines.actions.deadlines import open_deadline
from deadlines.actions.sweep import sweep
from deadlines.models import Deadline
from inspections.actions import interview_proposals, interviews
from inspections.contributions.interviews import gate
from inspections.models import Interview, InterviewProposal
from tests.inspections import builders as b
from tests.inspections.asked import builders as a

pytestmark = pytest.mark.django_db
LAST, FIRST = a.DUE + timedelta(days=7), a.DUE + timedelta(days=1)


def swept(day):
    sweep(on=day, at=b.at_on(day))
    return list(InterviewProposal.objects.order_by("proposed_on"))


def test_last_rung_proposes_and_calls_nobody():
    order = a.ordered()
    assert swept(FIRST) == []

    (proposal,) = swept(LAST)

    assert (proposal.ground, proposal.round, proposal.status) == ("last_rung", order.round, "proposed")
    assert not Interview.objects.exists()
    assert swept(LAST + timedelta(days=1)) == [proposal]
    assert any("提请约谈" in gap.label for gap in gate(order.round, LAST))
    assert not InterviewProposal.objects.visible_to(order.here.principal).exists()


def test_lateness_again_and_again_proposes_before_the_last_rung():
    order = a.ordered()
    for kind in ("report", "interview_reply"):
        open_deadline(
            kind=kind, scope=order.scope, round_scope=order.round.scope, subject=order, start_on=a.ORDERED,
            due_on=a.DUE, responsible_unit=order.here.subdistrict, by=order.here.office, at=b.at_on(a.ORDERED),
        )  # fmt: skip

    (proposal,) = swept(FIRST)

    assert (proposal.ground, proposal.late_count) == ("repeated", 3)


def test_office_calls_what_was_proposed():
    order = a.ordered()
    (proposal,) = swept(LAST)
    interview = interviews.call_proposed(
        interview_proposal=proposal, reason="多次逾期", meet_on=LAST, by=order.here.office, on=LAST, at=b.at_on(LAST),
        **a.interviews.CALL,
    )  # fmt: skip
    proposal.refresh_from_db()
    assert (proposal.status, proposal.interview, interview.enterprise) == ("taken_up", interview, None)


def test_office_declines_with_a_reason_and_is_not_asked_about_it_again():
    order = a.ordered()
    (proposal,) = swept(LAST)
    when = {"on": LAST, "at": b.at_on(LAST)}
    with pytest.raises(IllegalMove, match="理由"):
        interview_proposals.decline(interview_proposal=proposal, reason=" ", by=order.here.office, **when)
    with pytest.raises(NotAllowed):
        interview_proposals.decline(interview_proposal=proposal, reason="已整改", by=order.here.principal, **when)
    interview_proposals.decline(interview_proposal=proposal, reason="已电话督促", by=order.here.office, **when)

    assert interview_proposals.propose(deadline=order.deadline, rung=-7, **when) is None
    assert gate(order.round, LAST)[0:] == []


def test_nothing_is_proposed_while_an_interview_of_the_subdistrict_runs():
    order = a.ordered()
    order.round.here = order.here
    a.called(order.round, on=date(2026, 3, 5))
    assert swept(LAST) == []


def test_what_a_team_owes_proposes_nothing():
    round_ = b.ended_round()

    owed = Deadline.objects.of(round_).get(kind="report")
    late = owed.due_on + timedelta(days=7)
    assert interview_proposals.propose(deadline=owed, rung=-7, on=late, at=b.at_on(late)) is None
