"""A day that was corrected after the feedback went out is told by a numbered letter (ADR 13)."""

from datetime import timedelta

import pytest

from inspections.actions import corrections as stays
from records.models import IssuedDocument
from records.rendering import compose_document
from rectification.actions import corrections
from tests.inspections.builders import approved_report, at_on
from tests.rectification import builders as b
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


def test_a_corrected_stay_is_told_where_the_feedback_had_gone_out(case):
    correct_entry(case.round, case.here)

    text = said(letters()[0])
    assert "巡查组进驻日期原记录为2026年3月2日，应为2026年3月1日" in text
    assert "问题清单、整改要求和整改期限不变" in text


def test_a_corrected_stay_sends_no_letter_before_any_feedback():
    report = approved_report(findings_count=1)
    here = b.subdistrict_people(report.here)
    correct_entry(report.round, here)

    assert letters() == []
