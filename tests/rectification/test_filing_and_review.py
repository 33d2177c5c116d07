"""The filing of a case and the committee's review of it (三(三)5, R66–R68)."""

from datetime import date

import pytest

from accounts.models import Message
from core.refusals import IllegalMove, StaleCopy
from deadlines.models import Deadline
from inspections.actions import findings
from records.models import EvidenceLink, IssuedDocument
from records.policies import Paper
from rectification.actions import cases
from tests.inspections.builders import at_on
from tests.records.builders import upload
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db


# The filing


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(("day", "late"), [(date(2026, 5, 26), 0), (date(2026, 5, 27), 0), (date(2026, 5, 28), 1)])
def test_first_filing_meets_the_two_months_the_day_before_on_and_after(day, late):
    case = b.reported_case(findings_count=1)

    b.submit(case, case.here, on=day, lateness_reason="汛期抢险")

    deadline = b.fresh(case).deadline
    assert (deadline.met_on, deadline.days_late) == (day, late)
    assert b.fresh(case).submissions.get().lateness_reason == ("汛期抢险" if late else "")


@pytest.mark.requirement("R66")
def test_late_filing_needs_a_reason():
    case = b.reported_case(findings_count=1)

    with pytest.raises(IllegalMove, match="逾期"):
        b.submit(case, case.here, on=date(2026, 5, 29))


@pytest.mark.requirement("R90")
def test_filing_without_the_commitment_is_refused():
    case = b.reported_case(findings_count=1)

    with pytest.raises(IllegalMove, match="承诺"):
        b.submit(case, case.here, commitment=" ")

    assert not case.submissions.exists()


@pytest.mark.requirement("R67")
@pytest.mark.parametrize(("part", "words"), [("measures", "未填写"), ("investigation", "“无”")])
def test_filing_needs_both_parts(part, words):
    """Where nothing was punished or investigated, “none” is written out."""
    case = b.reported_case(findings_count=1)

    with pytest.raises(IllegalMove, match=words):
        b.submit(case, case.here, **{part: "  "})


@pytest.mark.requirement("R67")
def test_investigation_may_be_none_but_is_said():
    case = b.reported_case(findings_count=1)

    b.submit(case, case.here, investigation="无")

    assert case.submissions.get().investigation == "无"


@pytest.mark.requirement("R66")
def test_filing_names_the_items_that_are_neither_reported_nor_explained():
    case = b.signed_case(findings_count=1)
    first, second, _third = case.items.all()
    b.report_item(first, case.here)
    b.explain_item(second, case.here)

    with pytest.raises(IllegalMove, match="第3项"):
        b.submit(case, case.here)


@pytest.mark.requirement("R66")
def test_unfinished_items_are_filed_in_time_with_reason_and_new_date():
    case = b.signed_case(findings_count=1)
    first, *others = case.items.all()
    b.explain_item(first, case.here)
    for item in others:
        b.report_item(item, case.here)

    submission = b.submit(case, case.here)

    assert [line.result for line in submission.lines.all()] == ["unfinished", "reported", "reported"]
    assert submission.lines.first().expected_on == date(2026, 8, 31)
    assert b.fresh(first).status == "open"


@pytest.mark.requirement("R59")
def test_filing_is_possible_though_nobody_signed():
    case = b.issued_case(findings_count=1)
    for item in case.items.all():
        b.report_item(item, case.here)

    b.submit(case, case.here)

    assert b.fresh(case).status == "submitted"


def test_filing_keeps_the_papers_and_opens_the_review():
    case = b.reported_case(findings_count=1)

    b.submit(case, case.here, evidence=[upload(name="整改报告.pdf")])

    assert EvidenceLink.objects.get(subject_id=str(case.pk)).scope_id == case.scope_id
    review = Deadline.objects.of(case).of_kind("rectification_review").get()
    assert review.due_on == date(2026, 6, 4)
    assert Message.objects.filter(recipient=case.here.committee, subject__contains="整改报告").exists()


def test_filing_clicked_twice_is_filed_once():
    case = b.reported_case(findings_count=1)
    b.submit(case, case.here)

    with pytest.raises(IllegalMove):
        b.submit(case, case.here)

    assert case.submissions.count() == 1


def test_two_stale_copies_cannot_both_file():
    case = b.reported_case(findings_count=1)
    version = b.fresh(case).version
    b.submit(case, case.here, version=version)

    with pytest.raises(StaleCopy):
        b.submit(case, case.here, version=version)


# The review


@pytest.mark.requirement("R68")
def test_return_carries_only_the_unfinished_items_on_a_new_date():
    case = b.returned_case()

    first, *others = case.items.all()
    assert case.status == "returned"
    assert case.resubmission.due_on == date(2026, 6, 9)
    assert (first.filing, first.due_on) == (2, date(2026, 6, 9))
    assert {item.filing for item in others} == {1}


@pytest.mark.requirement("R68")
def test_resubmission_holds_the_returned_items_alone_and_leaves_the_first_lateness():
    case = b.reported_case(findings_count=1)
    here = case.here
    late = date(2026, 5, 30)
    b.submit(case, here, on=late, lateness_reason="汛期抢险")
    first, *others = case.items.all()
    decided = date(2026, 6, 2)
    b.return_item(first, here, on=decided)
    for item in others:
        b.close_item(b.verify_item(item, here, on=late), here, on=decided)
    cases.return_(case=b.fresh(case), note="第1项", by=here.committee, on=decided, at=at_on(decided))
    again = date(2026, 6, 5)
    b.report_item(b.fresh(first), here, on=again)

    submission = b.submit(b.fresh(case), here, on=again)

    case = b.fresh(case)
    assert [line.number for line in submission.lines.all()] == [1]
    assert (case.deadline.met_on, case.deadline.days_late) == (late, 3)
    assert case.resubmission.met_on == again


@pytest.mark.requirement("R68")
def test_resubmission_waits_for_every_returned_item():
    case = b.returned_case()

    with pytest.raises(IllegalMove, match="第1项"):
        b.submit(case, case.here, on=date(2026, 6, 1))


@pytest.mark.requirement("R66")
def test_explained_items_have_to_be_explained_anew_after_the_return():
    case = b.signed_case(findings_count=1)
    here = case.here
    first, *others = case.items.all()
    b.explain_item(first, here)
    for item in others:
        b.report_item(item, here)
    b.submit(case, here)

    cases.return_(case=b.fresh(case), note="继续整改", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))

    assert not b.fresh(first).is_explained
    review = IssuedDocument.objects.get(kind="rectification_review")
    assert "设备采购周期较长" in review.data["items"][0]["reason"]


def test_return_needs_an_unfinished_item_and_a_reason():
    case = b.submitted_case(findings_count=1)

    with pytest.raises(IllegalMove, match="没有退回或未完成"):
        cases.return_(case=case, note="不行", by=case.here.committee, on=b.DECIDED, at=at_on(b.DECIDED))
    with pytest.raises(IllegalMove, match="写明"):
        cases.return_(case=case, note=" ", by=case.here.committee, on=b.DECIDED, at=at_on(b.DECIDED))


@pytest.mark.requirement("R84")
def test_acceptance_names_the_items_that_are_not_closed():
    case = b.submitted_case(findings_count=1)
    first, *_others = case.items.all()
    b.close_item(b.verify_item(first, case.here), case.here)

    with pytest.raises(IllegalMove, match="第2、3项"):
        cases.accept(case=case, by=case.here.committee, on=b.DECIDED, at=at_on(b.DECIDED))


@pytest.mark.requirement("R68")
def test_acceptance_numbers_the_opinion_and_tells_the_subdistrict():
    case = b.accepted_case()

    review = IssuedDocument.objects.get(kind="rectification_review")
    assert {line["result"] for line in review.data["items"]} == {"passed"}
    assert review.addressee == case.unit
    assert case.accepted_on == b.DECIDED
    assert Message.objects.filter(recipient=case.here.principal, subject__contains="通过审核").exists()
    assert not Deadline.objects.open().of(case).exists()


@pytest.mark.requirement("R30")
def test_secretary_decides_on_the_whole_with_paper_only():
    case = b.submitted_case(findings_count=1)
    here = case.here
    for item in case.items.all():
        b.close_item(b.verify_item(item, here), here)

    with pytest.raises(IllegalMove):
        cases.accept(case=case, by=here.secretary, on=b.DECIDED, at=at_on(b.DECIDED))

    paper = Paper(meeting_number="区安委会2026年第3次", on=b.DECIDED, scan=upload(name="批件.pdf"))
    case = cases.accept(case=case, by=here.secretary, on=b.DECIDED, at=at_on(b.DECIDED), paper=paper)
    assert case.decision.meeting_number == "区安委会2026年第3次"


def test_withdrawn_findings_hold_nothing_up():
    case = b.submitted_case(findings_count=1)
    here = case.here
    first, *others = case.items.all()
    first = b.return_item(first, here, due_on=date(2026, 7, 1))
    for item in others:
        b.close_item(b.verify_item(item, here), here)
    finding = first.finding
    findings.revoke(finding=finding, reason="异议成立", by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))

    case = cases.accept(case=case, by=here.committee, on=b.DECIDED, at=at_on(b.DECIDED))

    assert case.status == "accepted"
    assert not Deadline.objects.open().of(first).exists()
    with pytest.raises(IllegalMove, match="撤回"):
        b.report_item(b.fresh(first), here, on=b.DECIDED)
