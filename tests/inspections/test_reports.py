"""Drafting, submitting, freezing, deciding (R3, R15, R43, R56–R58, R87)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from accounts.models import Message
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from deadlines.models import Deadline
from inspections.actions import findings, notes, reports, rounds
from inspections.models import InspectionReport
from inspections.models.report import ReportStatus
from inspections.papers.report import lines_of, problem_groups, snapshot_of
from records.models import IssuedDocument
from records.policies import Paper
from records.rendering import compose_document
from tests import moves
from tests.accounts.builders import page_told
from tests.inspections.builders import (
    APPROVED,
    ENDED,
    ENTERED,
    SUBMITTED,
    add_finding,
    approved_report,
    at_on,
    confirm_finding,
    drafted_report,
    ended_round,
    on_site_round,
    round_with_findings,
    submitted_report,
)
from tests.inspections.test_findings import PNG

pytestmark = pytest.mark.django_db
# 15 days from 2026-03-15, rolled to Monday.
DUE = date(2026, 3, 30)


def submit(report, *, by=None, on=SUBMITTED, **facts):
    return reports.submit(report=report, by=by or report.here.leader, on=on, at=at_on(on), **facts)


def approve(report, *, by=None, **facts):
    return reports.approve(report=report, by=by or report.here.committee, on=APPROVED, at=at_on(APPROVED), **facts)


def scan():
    return SimpleUploadedFile("批示.png", PNG, content_type="image/png")


def test_draft_is_begun_once_by_the_team():
    round_ = ended_round()
    facts = {"round": round_, "on": ENDED, "at": at_on(ENDED)}
    for who in ("office", "stranger", "committee", "principal"):
        with pytest.raises(NotAllowed):
            reports.draft(by=getattr(round_.here, who), **facts)
    report = reports.draft(by=round_.here.member, **facts)
    with pytest.raises(IllegalMove):
        reports.draft(by=round_.here.leader, **facts)
    assert "挂牌督办" in report.handling_proposals
    assert round_.entry_place in report.overview


def test_of_two_edits_from_the_same_copy_the_second_is_refused():
    report = drafted_report()
    facts = {"by": report.here.member, "on": ENDED, "at": at_on(ENDED), "version": report.version}
    reports.edit(report=report, overview="甲", **facts)
    with pytest.raises(StaleCopy):
        reports.edit(report=report, overview="乙", **facts)


@pytest.mark.requirement("R15")
@pytest.mark.parametrize("who", ["member", "office", "committee", "stranger", "principal"])
def test_only_the_leader_submits(who):
    report = drafted_report()
    with pytest.raises(NotAllowed):
        submit(report, by=getattr(report.here, who))


@pytest.mark.requirement("R15")
def test_removed_leader_does_not_submit():
    report = drafted_report()
    report.here.team.memberships.filter(role="leader").update(to_on=ENDED)
    with pytest.raises(NotAllowed):
        submit(report)


@pytest.mark.requirement("R3")
def test_empty_assessment_keeps_it_from_being_submitted():
    report = drafted_report()
    reports.edit(report=report, assessment=" ", by=report.here.leader, on=ENDED, at=at_on(ENDED))
    with pytest.raises(IllegalMove, match=r"一.一"):
        submit(report)


@pytest.mark.requirement("R3")
def test_report_with_assessment_is_submitted():
    assert submit(drafted_report()).status == "submitted"


def test_unconfirmed_findings_are_named():
    report = drafted_report()
    report.round.here = report.here
    finding = add_finding(report.round, by=report.here.leader, on=ENDED)
    with pytest.raises(IllegalMove, match=str(finding.number)):
        submit(report)
    findings.withdraw(finding=finding, reason="重复", by=report.here.leader, on=ENDED, at=at_on(ENDED))
    assert submit(report).status == "submitted"


def test_report_of_a_team_still_on_site_is_refused():
    round_ = round_with_findings(1, confirmed=True)
    report = reports.draft(round=round_, by=round_.here.leader, on=ENTERED, at=at_on(ENTERED))
    report = reports.edit(report=report, assessment="x", by=round_.here.leader, on=ENTERED, at=at_on(ENTERED))
    report.here = round_.here
    with pytest.raises(IllegalMove):
        submit(report)


@pytest.fixture
def uncovered():
    """A report whose round has records on topic 5 only."""
    round_ = on_site_round()
    here = round_.here
    confirm_finding(add_finding(round_), here)
    round_ = rounds.end(no_recording_reason="留有照片", round=round_, by=here.leader, on=ENDED, at=at_on(ENDED))
    report = reports.draft(round=round_, by=here.leader, on=ENDED, at=at_on(ENDED))
    report = reports.edit(report=report, assessment="总体较好", by=here.leader, on=ENDED, at=at_on(ENDED))
    report.here = here
    return report


@pytest.mark.requirement("R43")
def test_topics_without_record_or_reason_need_a_reason_that_is_printed(uncovered):
    with pytest.raises(IllegalMove) as refusal:
        submit(uncovered)
    assert "9. 内容9" in refusal.value.reason
    assert "5. 内容5" not in refusal.value.reason

    report = submit(uncovered, uncovered_reason="本轮为专项巡查")

    printed = " ".join(report.snapshot["report"]["overview"])
    assert "“内容9”，原因：本轮为专项巡查" in printed


@pytest.mark.requirement("R43")
def test_topics_with_reasons_of_their_own_need_no_other(uncovered):
    for number in (1, 2, 3, 4, 6, 7, 8, 9):
        notes.leave_out(
            round=uncovered.round, topic_number=number, reason=f"不涉及{number}", by=uncovered.here.leader,
            at=at_on(ENDED),
        )  # fmt: skip
    report = submit(uncovered)
    assert "原因：不涉及9" in " ".join(report.snapshot["report"]["overview"])


@pytest.mark.requirement("R56")
@pytest.mark.parametrize(("on", "days_late"), [(date(2026, 3, 29), 0), (DUE, 0), (date(2026, 3, 31), 1)])
def test_first_submission_meets_the_deadline(on, days_late):
    report = drafted_report()
    assert Deadline.objects.get(kind="report").due_on == DUE
    if days_late:
        with pytest.raises(IllegalMove, match=r"2026-03-30|3月30日"):
            submit(report, on=on)
    submit(report, on=on, lateness_reason="台风" if days_late else "")
    deadline = Deadline.objects.get(kind="report")
    assert (deadline.met_on, deadline.days_late) == (on, days_late)
    assert deadline.late_explanation == ("台风" if days_late else "")


@pytest.mark.requirement("R56")
def test_lateness_of_the_first_submission_stays_fixed():
    report = submitted_report(on=date(2026, 4, 2), late=True)
    here = report.here
    back = reports.return_(
        report=report, note="补充", by=here.committee, on=date(2026, 4, 3), at=at_on(date(2026, 4, 3))
    )
    again = reports.submit(report=back, by=here.leader, on=date(2026, 4, 20), at=at_on(date(2026, 4, 20)))
    deadline = Deadline.objects.get(kind="report")
    assert (again.status, again.submissions, again.first_submitted_on) == ("submitted", 2, date(2026, 4, 2))
    assert (deadline.met_on, deadline.days_late) == (date(2026, 4, 2), 3)
    assert "逾期报送" in " ".join(again.snapshot["report"]["overview"])


@pytest.mark.requirement("R57")
def test_frozen_counts_are_those_of_the_database():
    report = submitted_report(findings_count=4)
    round_ = report.round
    counts = report.snapshot["counts"]
    rectified = round_.findings.confirmed().becoming_items()
    assert counts["total"] == rectified.count() == 6
    assert (counts["general_hazard"], counts["major_hazard"], counts["problem"], counts["suggestion"]) == (4, 1, 1, 1)
    issued = report.snapshot["issued"]
    assert [line["number"] for line in issued] == [1, 2, 3, 4, 5, 6, 7]
    assert {line["finding"] for line in issued if line["rectified"]} == {
        str(pk) for pk in rectified.values_list("pk", flat=True)
    }
    assert issued[-1]["category"] == "suggestion"
    assert report.snapshot["feedback"]["findings"] == report.snapshot["report"]["findings"]


@pytest.mark.requirement("R57")
@pytest.mark.requirement("R87")
def test_issued_list_is_numbered_anew_without_the_withdrawn_whose_total_is_told():
    report = drafted_report()
    first = report.round.findings.confirmed().order_by("number").first()
    findings.withdraw(finding=first, reason="不属实", by=report.here.leader, on=ENDED, at=at_on(ENDED))

    report = submit(report)

    issued = report.snapshot["issued"]
    assert str(first.pk) not in {line["finding"] for line in issued}
    assert [line["number"] for line in issued] == list(range(1, len(issued) + 1))
    assert report.snapshot["counts"]["withdrawn"] == 1
    assert "撤回问题1项" in " ".join(report.snapshot["report"]["overview"])


@pytest.mark.requirement("R57")
def test_words_of_the_printed_report_carry_the_same_number():
    report = submitted_report(findings_count=4)
    words = str(compose_document("inspection_report", report.snapshot["report"]))
    assert "共发现问题和隐患6项" in words
    assert "共发现问题和隐患6项" in str(compose_document("feedback", report.snapshot["feedback"]))


@pytest.mark.requirement("R7")
@pytest.mark.requirement("R48")
def test_short_stay_and_deviation_from_the_plan_stand_in_the_report():
    round_ = round_with_findings(1, confirmed=True)
    day = date(2026, 3, 12)
    rounds.end(
        no_recording_reason="以照片和书面记录留存",
        round=round_,
        by=round_.here.leader,
        on=day,
        at=at_on(day),
        short_reason="防汛",
    )
    report = reports.draft(round=round_, by=round_.here.leader, on=day, at=at_on(day))
    words = " ".join(snapshot_of(report, on=SUBMITTED)["report"]["overview"])
    assert "现场巡查11天，少于规定的14天，原因：防汛" in words
    assert "原计划巡查时间为2026年3月2日至2026年3月15日" in words


@pytest.mark.requirement("R49")
def test_methods_and_their_counts_are_printed():
    data = submitted_report().snapshot["report"]
    assert data["methods"] == ["方式1"]
    assert {"label": "方式1", "count": 9, "unit": "次"} in data["activities"]


@pytest.mark.requirement("R58")
def test_committee_approves_and_the_report_gets_its_number():
    report = approved_report()
    document = IssuedDocument.objects.get(kind="inspection_report")
    assert (report.status, report.decision.decided_by, report.decided_on) == (
        "approved",
        report.here.committee,
        APPROVED,
    )
    assert document.scope_id == report.round.scope_id
    assert document.data == report.snapshot["report"]
    assert "巡查组" in document.full_number
    assert report.get_absolute_url() in [page_told(one) for one in report.here.leader.inbox.all()]


@pytest.mark.requirement("R58")
@pytest.mark.parametrize("who", ["office", "leader", "member", "stranger", "principal"])
def test_nobody_else_decides(who):
    report = submitted_report()
    with pytest.raises(NotAllowed):
        approve(report, by=getattr(report.here, who))


def test_return_needs_the_list_of_changes_and_tells_the_team():
    report = submitted_report()
    facts = {"report": report, "by": report.here.committee, "on": APPROVED, "at": at_on(APPROVED)}
    with pytest.raises(IllegalMove):
        reports.return_(note=" ", **facts)
    returned = reports.return_(note="补充处置建议", **facts)
    assert (returned.status, returned.decision_note) == ("returned", "补充处置建议")
    assert Message.objects.filter(recipient=report.here.member, body="补充处置建议").exists()


@pytest.mark.requirement("R58")
def test_secretary_records_a_decision_on_paper_with_number_and_scan():
    report = submitted_report()
    with pytest.raises(IllegalMove):
        approve(report, by=report.here.secretary)
    paper = Paper(meeting_number="2026年第3次", on=APPROVED, scan=scan())
    approved = approve(report, by=report.here.secretary, paper=paper)
    assert (approved.decision.meeting_number, approved.decision.scan.name) == ("2026年第3次", "批示.png")
    assert approved.decision.decided_by is None


def test_snapshot_never_changes_after_approval():
    report = approved_report()
    before = report.snapshot
    findings.revoke(
        finding=report.round.findings.confirmed().first(), reason="异议成立", by=report.here.committee,
        on=APPROVED, at=at_on(APPROVED),
    )  # fmt: skip
    report.refresh_from_db()
    assert report.snapshot == before


def test_two_who_approve_at_once_give_one_number():
    report = submitted_report()
    stale = InspectionReport.objects.get(pk=report.pk)
    stale.here = report.here
    approve(report)
    with pytest.raises(IllegalMove):
        approve(stale)
    assert IssuedDocument.objects.filter(kind="inspection_report").count() == 1


def test_feedback_text_becomes_groups():
    text = "一、责任落实有差距\n1.未召开安委会\n（二）隐患排查不深\n（1）台账不全\n台账不实"
    assert problem_groups(text) == [
        {"heading": "责任落实有差距", "texts": ["未召开安委会"]},
        {"heading": "隐患排查不深", "texts": ["台账不全", "台账不实"]},
    ]
    assert problem_groups("没有标题的一句") == [{"heading": "需要重点整改的问题", "texts": ["没有标题的一句"]}]
    assert problem_groups(" \n") == []


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("1. 甲", "甲"),
        ("（一）乙", "乙"),
        ("2026年以来丙", "2026年以来丙"),
        ("三项整治", "三项整治"),
        ("10、丁", "丁"),
    ],
)
def test_own_numbers_of_lines_are_taken_off(typed, line):
    assert lines_of(typed) == [line]


@pytest.mark.parametrize("status", ReportStatus.values)
def test_report_moves_from_each_state_where_was_decided(status):
    report = submitted_report()
    here = report.here
    if status == "approved":
        report = approve(report)
    else:
        InspectionReport.objects.filter(pk=report.pk).update(status=status)
    facts = {"report": report, "on": APPROVED, "at": at_on(APPROVED)}
    acts = {
        "edit": lambda: reports.edit(by=here.leader, overview="x", **facts),
        "submit": lambda: reports.submit(by=here.leader, **facts),
        "approve": lambda: reports.approve(by=here.committee, **facts),
        "return": lambda: reports.return_(by=here.committee, note="x", **facts),
    }
    for verb, act in acts.items():
        target = moves.leads_to("report", verb, status)
        with transaction.atomic():
            if target is None:
                with pytest.raises(IllegalMove):
                    act()
            else:
                assert act().status == target, verb
            # What an approval froze is undone for the next.
            transaction.set_rollback(True)


@pytest.mark.requirement("R56")
def test_paper_bears_the_day_of_submission_however_late_it_is_approved():
    """Filed in time must not look late: due on 30 March, submitted on the 20th, approved in April."""
    report = drafted_report(findings_count=1)
    here, late = report.here, date(2026, 4, 8)
    report = submit(report)
    report.here = here

    reports.approve(report=report, by=here.committee, on=late, at=at_on(late))

    paper = IssuedDocument.objects.get(kind="inspection_report")
    assert (paper.issued_on, paper.year) == (SUBMITTED, 2026)


@pytest.mark.requirement("R56")
def test_report_that_came_back_says_when_it_was_first_submitted():
    report = drafted_report(findings_count=1)
    here, again = report.here, date(2026, 4, 8)
    report = submit(report)
    assert not any("首次报送" in line for line in report.frozen["report"]["overview"])
    reports.return_(report=report, note="补充问题", by=here.committee, on=APPROVED, at=at_on(APPROVED))
    report = reports.submit(report=report, by=here.leader, on=again, at=at_on(again))

    assert "本报告于2026年3月20日首次报送，按审核意见修改后重新报送" in report.frozen["report"]["overview"]
