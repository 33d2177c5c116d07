"""A day that was corrected after the feedback went out is told by a numbered letter (ADR 13)."""

from datetime import timedelta

import pytest

from core.refusals import IllegalMove
from inspections.actions import corrections as stays
from inspections.actions import reports
from records.models import IssuedDocument
from records.rendering import compose_document
from rectification.actions import cases, corrections
from tests.inspections.builders import approved_report, at_on, submitted_report
from tests.rectification import builders as b
from tests.rectification.hand_offs import builders as h
from tests.rectification.test_corrections import EARLIER, LATER, TODAY, confirm, person, propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db):
    """Signed for on 2026-03-27, due on 2026-05-27."""
    return b.signed_case(findings_count=1)


def letters() -> list[IssuedDocument]:
    return list(IssuedDocument.objects.filter(kind="correction_letter"))


def said(letter) -> str:
    return "".join(block.text for block in compose_document("correction_letter", letter.data).body)


@pytest.mark.requirement("R59")
@pytest.mark.parametrize(
    ("new", "words"),
    [
        (EARLIER, "报送期限相应更正为2026年5月26日（原为2026年5月27日）；问题清单中整改期限写为“2个月内”的，按更正后"),
        (LATER, "报送期限相应更正为2026年6月1日（原为2026年5月27日）"),
    ],
)
def test_a_corrected_receipt_is_told_by_a_numbered_letter(case, new, words):
    confirm(propose(case, new=new), case)

    (letter,) = letters()
    assert (letter.addressee, letter.issued_on) == (case.unit, TODAY)
    assert letter.full_number.startswith("枣高安委办")
    text = said(letter)
    assert f"（{case.feedback.full_number}）" in text
    assert f"反馈意见签收日期原记录为2026年3月27日，应为2026年3月{new.day}日，现予更正" in text
    assert words in text
    assert letter in IssuedDocument.objects.visible_to(person(case, "clerk"))


def test_a_correction_that_moves_no_date_says_so():
    """The meeting came before any signature and started the clock on the same day as the issue."""
    case = b.signed_case(findings_count=1, meeting_on=b.ISSUED)

    confirm(propose(case), case)

    assert "报送期限不变，仍为2026年5月26日" in said(letters()[0])


def test_neither_a_proposal_nor_a_refusal_sends_a_letter(case):
    correction = propose(case)
    corrections.refuse(receipt_correction=correction, note="无误", by=person(case, "principal"), at=at_on(TODAY))

    assert letters() == []


def correct_entry(round_, here):
    correction = stays.correct_fact(
        round=round_, field="entered_on", old=round_.entered_on, new=round_.entered_on - timedelta(days=1),
        reason="录入有误", by=here.office, at=at_on(TODAY),
    )  # fmt: skip
    return stays.confirm(correction=correction, by=here.office2, at=at_on(TODAY))


def test_a_corrected_stay_is_told_to_whoever_holds_a_paper_that_prints_it(case):
    """The report went to the committee, the feedback to the subdistrict."""
    correct_entry(case.round, case.here)

    of_report, of_feedback = sorted(letters(), key=lambda letter: letter.addressee is not None)
    changed = "巡查组进驻日期原记录为2026年3月2日，应为2026年3月1日，现予更正"
    assert changed in said(of_report) and changed in said(of_feedback)
    assert "巡查天数按更正后的日期计算，为15天" in said(of_report)
    assert f"（{case.feedback.full_number}）" in said(of_feedback)
    assert "问题清单、整改要求和整改期限不变" in said(of_feedback)
    assert (of_report.addressee, of_feedback.addressee) == (None, case.unit)
    clerk = person(case, "clerk")
    assert list(IssuedDocument.objects.visible_to(clerk).filter(kind="correction_letter")) == [of_feedback]


def test_a_stay_corrected_between_report_and_feedback_is_right_in_the_feedback():
    report = approved_report(findings_count=1)
    here = b.subdistrict_people(report.here)
    correct_entry(report.round, here)
    case = cases.issue_feedback(round=report.round, by=here.office, on=TODAY, at=at_on(TODAY))

    assert case.feedback.data["entered_on"] == "2026-03-01"
    (letter,) = letters()
    assert "工作报告" in letter.title


def test_a_second_correction_of_the_stay_is_told_of_the_papers_that_are_wrong_now(case):
    correct_entry(case.round, case.here)
    case.round.refresh_from_db()
    correct_entry(case.round, case.here)

    assert len(letters()) == 4


def test_the_receiver_of_a_hand_off_is_told_of_a_corrected_stay():
    hand_off = h.sent()
    correct_entry(hand_off.round, hand_off.here)

    letter = IssuedDocument.objects.get(kind="correction_letter", subject_kind="handoff")
    assert letter.addressee == hand_off.receiver
    assert f"（{hand_off.letter.full_number}）" in said(letter)
    assert (letter.scope, letter.round_scope) == (hand_off.scope, hand_off.inner_scope)


def test_the_letter_on_a_hand_off_of_leads_does_not_tell_in_its_title_where():
    round_ = h.approved_round()
    hand_off = h.sent_lead(round_)
    correct_entry(round_, hand_off.here)

    letter = IssuedDocument.objects.get(kind="correction_letter", subject_id=str(hand_off.pk))
    assert letter.title == "关于更正安全生产巡查移交事项有关日期的函"
    assert letter.scope == hand_off.scope


def test_a_report_whose_stay_was_corrected_since_is_not_approved_as_it_was():
    report = submitted_report(findings_count=1)
    correct_entry(report.round, report.here)

    with pytest.raises(IllegalMove, match="在报送后更正"):
        reports.approve(report=report, by=report.here.committee, on=TODAY, at=at_on(TODAY))
