"""A wrong date is mended by two people and recomputes the clock it started (DESIGN §1)."""

from datetime import date, timedelta

import pytest

from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed
from deadlines.models import Deadline
from inspections.actions import corrections, findings
from inspections.models.correction import CorrectionStatus
from tests.inspections.builders import ENDED, ENTERED, at_on, ended_round, notified_round, submitted_report

pytestmark = pytest.mark.django_db
LATER = ENDED + timedelta(days=2)


def propose(round_, *, by=None, field="ended_on", old=ENDED, new=LATER, **facts):
    return corrections.correct_fact(
        round=round_, field=field, old=old, new=new, reason="录入错误", by=by or round_.here.leader,
        at=at_on(LATER), **facts,
    )  # fmt: skip


def test_proposal_changes_nothing():
    round_ = ended_round()
    propose(round_)
    round_.refresh_from_db()
    assert round_.ended_on == ENDED
    assert Deadline.objects.get(kind="report").started_on == ENDED


@pytest.mark.requirement("R56")
def test_confirmed_correction_moves_the_deadline_and_stays_in_the_timeline():
    round_ = ended_round()
    before = Deadline.objects.get(kind="report").due_on

    corrections.confirm(correction=propose(round_), by=round_.here.office, at=at_on(LATER))

    round_.refresh_from_db()
    deadline = Deadline.objects.get(kind="report")
    assert round_.ended_on == LATER
    assert deadline.started_on == LATER
    assert deadline.due_on > before
    event = AuditEvent.objects.get(verb="fact.correct", target_id=str(round_.pk))
    assert (event.old["on"], event.new["on"]) == (ENDED.isoformat(), LATER.isoformat())


def test_proposer_does_not_confirm():
    round_ = ended_round()
    correction = propose(round_)
    with pytest.raises(NotAllowed):
        corrections.confirm(correction=correction, by=round_.here.leader, at=at_on(LATER))
    correction.refresh_from_db()
    assert correction.status == "proposed"


@pytest.mark.parametrize("who", ["member", "stranger", "principal", "committee"])
def test_others_neither_propose_nor_confirm(who):
    round_ = ended_round()
    other = getattr(round_.here, who)
    with pytest.raises(NotAllowed):
        propose(round_, by=other)
    with pytest.raises(NotAllowed):
        corrections.confirm(correction=propose(round_), by=other, at=at_on(LATER))


def test_refused_correction_leaves_the_day():
    round_ = ended_round()
    refused = corrections.refuse(correction=propose(round_), note="签到表为证", by=round_.here.office, at=at_on(LATER))
    round_.refresh_from_db()
    assert (refused.status, round_.ended_on) == ("refused", ENDED)


def test_second_proposal_waits_for_the_first():
    round_ = ended_round()
    propose(round_)
    with pytest.raises(IllegalMove):
        propose(round_, by=round_.here.office)


@pytest.mark.parametrize(
    ("old", "new"), [(ENTERED, LATER), (ENDED, ENDED), (ENDED, LATER + timedelta(days=9)), (ENDED, date(2026, 2, 1))]
)
def test_impossible_corrections_are_refused(old, new):
    with pytest.raises(IllegalMove):
        propose(ended_round(), old=old, new=new)


@pytest.mark.requirement("R7")
def test_correction_to_a_short_stay_needs_its_reason():
    round_ = ended_round()
    shorter = ENDED - timedelta(days=1)
    with pytest.raises(IllegalMove, match="一（二）1"):
        propose(round_, new=shorter)

    correction = propose(round_, new=shorter, short_reason="人员抽调")
    corrections.confirm(correction=correction, by=round_.here.office, at=at_on(LATER))

    round_.refresh_from_db()
    assert (round_.days, round_.short_reason) == (13, "人员抽调")


def test_entry_day_is_corrected_without_touching_the_report_clock():
    round_ = ended_round()
    correction = propose(round_, field="entered_on", old=ENTERED, new=ENTERED - timedelta(days=1))
    corrections.confirm(correction=correction, by=round_.here.office2, at=at_on(LATER))
    round_.refresh_from_db()
    assert (round_.entered_on, round_.days) == (ENTERED - timedelta(days=1), 15)
    assert Deadline.objects.get(kind="report").started_on == ENDED


def test_correction_of_a_met_report_counts_its_lateness_anew():
    report = submitted_report(on=date(2026, 4, 1), late=True)
    round_ = report.round
    round_.here = report.here
    late_before = Deadline.objects.get(kind="report").days_late
    correction = corrections.correct_fact(
        round=round_, field="ended_on", old=ENDED, new=LATER, reason="录入错误", by=report.here.leader,
        at=at_on(date(2026, 4, 2)),
    )  # fmt: skip
    corrections.confirm(correction=correction, by=report.here.office, at=at_on(date(2026, 4, 2)))
    assert Deadline.objects.get(kind="report").days_late < late_before


def test_nothing_to_correct_before_entry():
    with pytest.raises(IllegalMove):
        propose(notified_round(), field="entered_on", old=ENTERED, new=ENTERED - timedelta(days=1))


@pytest.mark.parametrize("status", [CorrectionStatus.CONFIRMED, CorrectionStatus.REFUSED])
@pytest.mark.parametrize("verb", ["confirm", "refuse"])
def test_decided_correction_is_not_decided_again(status, verb):
    round_ = ended_round()
    correction = propose(round_)
    if status == CorrectionStatus.CONFIRMED:
        corrections.confirm(correction=correction, by=round_.here.office, at=at_on(LATER))
    else:
        corrections.refuse(correction=correction, note="否", by=round_.here.office, at=at_on(LATER))
    with pytest.raises(IllegalMove):
        getattr(corrections, verb)(correction=correction, note="再来", by=round_.here.office2, at=at_on(LATER))


@pytest.mark.requirement("R86")
@pytest.mark.parametrize(("found_on", "is_refused"), [(ENDED, True), (LATER, False)])
def test_end_is_not_moved_before_what_was_found_in_the_stay(found_on, is_refused):
    """What was found after the stay says so itself; what was found in it would not agree with an earlier end."""
    round_ = ended_round()
    findings.record(round=round_, kind="problem", text="台账不全", by=round_.here.leader, on=found_on, at=at_on(LATER))
    earlier = {"new": ENDED - timedelta(days=1), "short_reason": "任务提前完成"}
    if is_refused:
        with pytest.raises(IllegalMove, match="最晚为2026年3月15日"):
            propose(round_, **earlier)
    else:
        assert propose(round_, **earlier).status == "proposed"
