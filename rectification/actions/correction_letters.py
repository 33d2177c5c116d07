"""A corrected day is told by a numbered letter where a letter had gone out before (ADR 12, 13).

Called inside the confirmation of the correction, which has checked the right of both sides.
"""

from datetime import date, datetime

from accounts.models import User
from inspections.models import FactCorrection
from inspections.models.correction import Correction
from planning.bodies import office_contact, office_name, principals_of
from records.actions.documents import number_document
from records.models import IssuedDocument
from records.rendering.text import date_words
from rectification.models import ReceiptCorrection, RectificationCase
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
    return _write(correction, case, [said], by=by, on=on, at=at)


def write_of_stay(correction: FactCorrection, *, by: User, on: date, at: datetime) -> IssuedDocument | None:
    """A day of the stay, which the feedback states, was another; None before any feedback went out."""
    case = RectificationCase.objects.filter(round=correction.round).first()
    if case is None:
        return None
    return _write(correction, case, ["问题清单、整改要求和整改期限不变"], by=by, on=on, at=at)


def _write(
    correction: Correction, case: RectificationCase, consequences: list[str], *, by: User, on: date, at: datetime
) -> IssuedDocument:
    unit, feedback = case.unit, case.feedback
    return number_document(
        kind="correction_letter",
        title=correction_title(unit),
        data={
            "issuer": office_name(),
            "addressee": principals_of(unit),
            "subdistrict": unit.short_name,
            "corrected_title": feedback.title,
            "corrected_number": feedback.full_number,
            "fact": FACTS[correction.field],
            "old_on": correction.old_on.isoformat(),
            "new_on": correction.new_on.isoformat(),
            "consequences": consequences,
            "contact": office_contact(),
        },
        scope=case.scope,
        round_scope=case.round.scope,
        addressee=unit,
        subject=case,
        on=on,
        by=by,
        at=at,
    )
