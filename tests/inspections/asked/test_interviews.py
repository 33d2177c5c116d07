"""约谈: of subdistrict or enterprise, minutes with a clear opinion, a reply that is due, reviewed and chased."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from core.refusals import IllegalMove, NotAllowed
from deadlines.actions.sweep import sweep
from deadlines.models import Deadline
from inspections.actions import interviews
from inspections.contributions.interviews import dispositions, gate
from inspections.forms.interviews import HoldForm
from inspections.models import Interview
from records.models import IssuedDocument
from rectification.queries.chases import board
from tests.inspections import builders as b
from tests.inspections.asked import builders as a

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R79")
@pytest.mark.parametrize("is_enterprise", [False, True])
def test_leader_of_either_kind_is_called_with_reason_level_and_notice(is_enterprise):
    round_ = b.ended_round()
    enterprise = round_.findings.exclude(enterprise=None).first().enterprise if is_enterprise else None
    interview = a.called(round_, enterprise=enterprise, level="committee", reason="整改缓慢")

    assert interview.subject_name == (enterprise.name if enterprise else "兴仁街道")
    assert (interview.level, interview.reason) == ("committee", "整改缓慢")
    assert (interview.notice.kind, interview.notice.addressee) == ("interview_notice", round_.subdistrict)
    assert interview.notice.data["is_enterprise"] is is_enterprise
    interview = a.held(interview, attendees="钱书记\n孙主任")
    assert interview.attendees == "钱书记\n孙主任"
    assert interview.minutes.kind == "interview_minutes"
    assert interview.minutes.data["opinion"] == a.OPINION


@pytest.mark.requirement("R79")
def test_minutes_need_the_opinion_in_form_action_and_database():
    interview = a.called()
    assert HoldForm.base_fields["opinion"].required
    with pytest.raises(IllegalMove, match="明确整改意见"):
        a.held(interview, opinion="  ")
    a.held(interview)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.filter(pk=interview.pk).update(opinion="")


@pytest.mark.requirement("R80")
def test_reply_is_due_after_the_days_of_the_ruleset_then_reviewed_and_closed():
    interview = a.held()
    assert interview.round.ruleset.interview_reply_days == 15
    assert (interview.reply_by, interview.deadline.due_on) == (a.REPLY_BY, a.REPLY_BY)

    interview = a.replied(interview)
    assert Deadline.objects.of(interview).get().met_on == a.REPLIED
    again = interviews.ask_again(
        interview=interview, reason="未附佐证材料", by=interview.here.office, on=a.REPLIED, at=b.at_on(a.REPLIED)
    )
    assert again.status == "held" and Deadline.objects.open().of(again).get().due_on == date(2026, 4, 14)
    again.here = interview.here
    done = a.replied(again, on=date(2026, 4, 3))
    done = interviews.close(
        interview=done, review="落实到位", by=interview.here.office, on=date(2026, 4, 7), at=b.at_on(date(2026, 4, 7))
    )
    assert (done.status, done.times_asked_again) == ("closed", 1)


@pytest.mark.requirement("R80")
def test_days_to_reply_are_a_setting_of_the_ruleset():
    interview = a.called()
    ruleset = interview.round.ruleset
    ruleset.interview_reply_days = 5
    ruleset.save()
    assert a.held(interview).reply_by == date(2026, 3, 23)


@pytest.mark.requirement("R80")
def test_overdue_reply_turns_red_and_is_chased_by_the_ladder():
    interview = a.held()
    deadline = Deadline.objects.of(interview).get()
    late = a.REPLY_BY + timedelta(days=1)
    assert deadline.signal(a.REPLY_BY).value == "near"
    assert deadline.signal(late).value == "overdue"

    sweep(on=late, at=b.at_on(late))

    assert deadline.reminders.filter(rung=-1, state="sent", recipient=interview.here.office).exists()
    assert deadline in board(interview.here.office, late)
    assert deadline not in board(interview.here.office, a.REPLY_BY)


def test_late_reply_says_why():
    interview = a.held()
    late = a.REPLY_BY + timedelta(days=2)
    with pytest.raises(IllegalMove, match="逾期"):
        a.replied(interview, on=late)
    a.replied(interview, on=late, lateness_reason="主要负责人外出")
    assert Deadline.objects.of(interview).get().days_late == 2


def test_subdistrict_reads_its_own_and_calls_nobody():
    interview = a.called()
    here = interview.here
    assert Interview.objects.visible_to(here.principal).get() == interview
    assert IssuedDocument.objects.visible_to(here.principal).filter(pk=interview.notice_id).exists()
    assert not Interview.objects.visible_to(here.stranger).exists()
    with pytest.raises(NotAllowed):
        a.called(_with_here(interview), by=here.principal)


def _with_here(interview):
    interview.round.here = interview.here
    return interview.round


def test_team_leader_calls_in_the_name_of_the_team():
    interview = a.called(by=None, level="leader")
    assert interview.notice.data["issuer"].endswith("第一巡查组")
    assert "巡查组" in interview.notice.full_number


def test_about_a_finding_it_is_the_leader_of_its_enterprise():
    round_ = b.ended_round()
    here, finding = round_.here, round_.findings.exclude(enterprise=None).first()
    told = {**a.interviews.CALL, "reason": finding.text, "meet_on": a.HELD}
    interview = interviews.call_about(finding=finding, by=here.leader, on=a.CALLED, at=b.at_on(a.CALLED), **told)
    assert (interview.enterprise, interview.finding) == (finding.enterprise, finding)


def test_enterprise_of_another_subdistrict_is_not_called():
    round_ = b.ended_round()
    enterprise = round_.findings.exclude(enterprise=None).first().enterprise
    enterprise.subdistrict = round_.here.other_subdistrict
    enterprise.save()
    with pytest.raises(IllegalMove, match="不属于"):
        a.called(round_, enterprise=enterprise)


def test_handed_over_and_called_off():
    interview = a.called()
    here = interview.here
    handed = interviews.hand_over(
        interview=interview, handed_to="李经理", by=here.office, on=a.CALLED, at=b.at_on(a.CALLED)
    )
    assert (handed.status, handed.handed_to) == ("called", "李经理")
    off = interviews.call_off(interview=handed, reason="已整改", by=here.office, on=a.HELD, at=b.at_on(a.HELD))
    assert off.status == "called_off" and gate(off.round, a.HELD) == []


def test_nobody_is_called_before_the_team_has_entered():
    with pytest.raises(IllegalMove, match="进驻后"):
        a.called(b.notified_round(), on=b.NOTIFIED)


def test_round_stays_open_until_the_interview_is_closed():
    interview = a.called()
    round_ = interview.round
    who = [gate(round_, a.CALLED)[0].who]
    interview = a.held(interview)
    who.append(gate(round_, a.HELD)[0].who)
    interview = a.replied(interview)
    who.append(gate(round_, a.REPLIED)[0].who)
    assert who == ["安委办", "兴仁街道", "安委办"]
    assert dispositions(round_) == ["2026年3月18日约谈兴仁街道负责人，提出明确整改意见。"]

    interviews.close(interview=interview, review="属实", by=interview.here.office, on=a.REPLIED, at=b.at_on(a.REPLIED))
    assert gate(round_, a.REPLIED) == []
