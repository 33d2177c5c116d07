"""A corrected day is told by a numbered letter where a letter had gone out before (ADR 12, 13, 30).

Called inside the confirmation of the correction, which has checked the right of both sides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import Model

from accounts.models import Scope, Unit, User
from inspections.models import FactCorrection
from inspections.models.correction import Correction
from inspections.policies import report_of
from planning.bodies import committee_name, office_contact, office_name, principals_of
from records.actions.documents import number_document
from records.models import IssuedDocument
from records.typesetting.text import date_words
from rectification.models import HandOff, ReceiptCorrection, RectificationCase
from rectification.papers import correction_title

# The words of papers, in Chinese whatever language the pages are in, by the field that is corrected.
FACTS = {
    "received_on": "反馈意见签收日期",
    "meeting_on": "反馈会议日期",
    "entered_on": "巡查组进驻日期",
    "ended_on": "现场巡查结束日期",
}


def write_of_delivery(
    correction: ReceiptCorrection, *, told_on: date, by: User, on: date, at: datetime
) -> IssuedDocument:
    """The receipt or the meeting was on another day; `told_on` is when the report was due before that."""
    case = correction.case
    due_on = case.deadline.due_on
    if due_on == told_on:
        said = f"整改和查处情况的报送期限不变，仍为{date_words(due_on)}"
    else:
        said = (
            f"整改和查处情况的报送期限相应更正为{date_words(due_on)}（原为{date_words(told_on)}）；问题清单中整改期限写为"
            f"“{case.round.ruleset.rectification_months}个月内”的，按更正后的期限计算，写明日期的不变"
        )
    return _letter(correction, _of_feedback(case, [said]), by=by, on=on, at=at)


def write_of_stay(correction: FactCorrection, *, by: User, on: date, at: datetime) -> list[IssuedDocument]:
    """A day of the stay was another: whoever has a paper that prints it is told, by a letter for each. The team's
    report went to the committee, the feedback to the subdistrict, a hand-off to its receiver; the notice names the
    planned days alone. What is issued later prints the right day by itself."""
    return [
        _letter(correction, wrong, by=by, on=on, at=at)
        for wrong in _papers_with_stay(correction)
        if wrong.document.data.get(correction.field) not in (None, correction.new_on.isoformat())
    ]


@dataclass(frozen=True, kw_only=True)
class _WrongPaper:
    """A paper that was issued with the wrong day. `name` stands in the title of the letter, after the `subdistrict`,
    which is empty where a title must not tell it."""

    document: IssuedDocument
    name: str
    addressee: str
    subdistrict: str
    subject: Model
    scope: Scope
    round_scope: Scope | None
    unit: Unit | None
    consequences: tuple[str, ...] = ()


def _papers_with_stay(correction: FactCorrection) -> Iterator[_WrongPaper]:
    round_ = correction.round
    report = report_of(round_)
    if report is not None:
        for document in IssuedDocument.objects.of(report).filter(kind="inspection_report"):
            # The corrected day may not be on this copy of the round yet.
            stay = {"entered_on": round_.entered_on, "ended_on": round_.ended_on, correction.field: correction.new_on}
            days = (cast(date, stay["ended_on"]) - cast(date, stay["entered_on"])).days + 1
            yield _WrongPaper(
                document=document, name="工作报告", addressee=committee_name(),
                subdistrict=round_.subdistrict.short_name, subject=report,
                scope=round_.scope, round_scope=None, unit=None,
                consequences=(f"巡查天数按更正后的日期计算，为{days}天",),
            )  # fmt: skip
    if case := RectificationCase.objects.filter(round=round_).first():
        yield _of_feedback(case, ["问题清单、整改要求和整改期限不变"])
    for hand_off in HandOff.objects.live().filter(round=round_, letter__isnull=False).order_by("letter__number"):
        yield _WrongPaper(
            document=cast(IssuedDocument, hand_off.letter), name="移交事项", addressee=hand_off.receiver.name,
            subdistrict="" if hand_off.is_of_leads else round_.subdistrict.short_name, subject=hand_off,
            scope=hand_off.scope, round_scope=hand_off.inner_scope, unit=hand_off.receiver,
            consequences=("移交的问题、办理要求和反馈期限不变",),
        )  # fmt: skip


def _of_feedback(case: RectificationCase, consequences: list[str]) -> _WrongPaper:
    return _WrongPaper(
        document=case.feedback, name="反馈意见", addressee=principals_of(case.unit),
        subdistrict=case.unit.short_name, subject=case, scope=case.scope, round_scope=case.round.scope,
        unit=case.unit, consequences=tuple(consequences),
    )  # fmt: skip


def _letter(correction: Correction, wrong: _WrongPaper, *, by: User, on: date, at: datetime) -> IssuedDocument:
    return number_document(
        kind="correction_letter",
        title=correction_title(wrong.subdistrict, wrong.name),
        data={
            "issuer": office_name(),
            "addressee": wrong.addressee,
            "subdistrict": wrong.subdistrict,
            "paper": wrong.name,
            "corrected_title": wrong.document.title,
            "corrected_number": wrong.document.full_number,
            "fact": FACTS[correction.field],
            "old_on": correction.old_on.isoformat(),
            "new_on": correction.new_on.isoformat(),
            "consequences": list(wrong.consequences),
            "contact": office_contact(),
        },
        scope=wrong.scope,
        round_scope=wrong.round_scope,
        addressee=wrong.unit,
        subject=wrong.subject,
        on=on,
        by=by,
        at=at,
    )
