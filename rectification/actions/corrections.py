"""A wrong day of receipt or of the feedback meeting is mended by both sides, and the two months with it (ADR 13)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.models import User
from accounts.permissions import Permission
from accounts.queries.principals import people_who_answer
from accounts.roles import Role
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.actions.deadlines import restart
from deadlines.people import of_roles
from inspections.actions import facts
from inspections.people import subdistrict_users
from rectification.actions.clocks import lengthen_resubmission
from rectification.actions.correction_letters import write_of_delivery
from rectification.deliveries import due_after, earliest_delivery
from rectification.models import ReceiptCorrection, RectificationCase
from rectification.models.correction import CorrectableDelivery
from rectification.policies import (
    approved_report,
    require_both_sides,
    require_not_archived,
    require_side,
    require_term,
)


@transaction.atomic
def correct_fact(
    *, case: RectificationCase, field: str, old: date, new: date, reason: str, by: User, at: datetime
) -> ReceiptCorrection:
    """Propose that the feedback was delivered on `new`, not on `old` (DESIGN §1); nothing changes until confirmed.

    By the office or by a principal of the subdistrict in post today. Raises NotAllowed, and IllegalMove where `old` is
    not what is recorded, or `new` cannot be: before the feedback, in the future, outside the principal's term.
    """
    case = lock(case)
    check_permission(Permission.RECEIPT_CORRECT, by=by, scope_ids=(case.scope_id,))
    today = timezone.localdate(at)
    require_side(case, by=by, on=today)
    correction = ReceiptCorrection(
        case=case, scope=case.scope, field=CorrectableDelivery(field), old_on=old, new_on=new, reason=reason.strip(),
        proposed_by=by, proposed_on=today,
    )  # fmt: skip
    _require_possible(correction, at=at)
    others = [*of_roles(Role.OFFICE), *people_who_answer(case.unit, today)]
    return facts.put_forward(correction, by=by, on=today, at=at, to=others)


@transaction.atomic
def confirm(
    *, receipt_correction: ReceiptCorrection, by: User, at: datetime, note: str = "", version: int | None = None
) -> ReceiptCorrection:
    """The other side agrees: the day changes, and the two months are counted anew from the earliest delivery.

    Days late of a report that is filed already follow. Raises NotAllowed, also where the date the subdistrict was told
    would come earlier without one of its principals.
    """
    case, correction = _lock_both(receipt_correction, version)
    move = check_move(correction, "confirm", by=by)
    today = timezone.localdate(at)
    facts.require_second(correction, by=by)
    require_side(case, by=by, on=today)
    _require_possible(correction, at=at)
    require_both_sides(correction, by=by, comes_earlier=due_after(correction) < case.deadline.due_on)
    facts.decide(correction, move, by=by, on=today, at=at, note=note)
    facts.write_down(correction, by=by, at=at)
    paper = lock(case.feedback)
    if correction.field == CorrectableDelivery.RECEIVED_ON and paper.received_on == correction.old_on:
        facts.write_down(correction, thing=paper, by=by, at=at)
    _count_anew(correction, by=by, on=today, at=at)
    return correction


@transaction.atomic
def refuse(
    *, receipt_correction: ReceiptCorrection, note: str, by: User, at: datetime, version: int | None = None
) -> ReceiptCorrection:
    """The recorded day stands."""
    case, correction = _lock_both(receipt_correction, version)
    move = check_move(correction, "refuse", by=by)
    today = timezone.localdate(at)
    facts.require_second(correction, by=by)
    require_side(case, by=by, on=today)
    if not note.strip():
        raise IllegalMove(_("Say why the recorded day stands."))
    return facts.decide(correction, move, by=by, on=today, at=at, note=note)


def _lock_both(correction: ReceiptCorrection, version: int | None) -> tuple[RectificationCase, ReceiptCorrection]:
    case = lock(correction.case)
    correction = lock(correction, version=version)
    correction.case = case
    return case, correction


def _require_possible(correction: ReceiptCorrection, *, at: datetime) -> None:
    case = correction.case
    require_not_archived(case)
    first: date | None
    if correction.field == CorrectableDelivery.RECEIVED_ON:
        first, term = case.issued_on, case.received_term
    else:
        first, term = approved_report(case.round).decided_on, case.meeting_term
    facts.require_recorded(correction, at=at, not_before=first)
    if term is not None:
        require_term(case.unit, term, on=correction.new_on)


def _count_anew(correction: ReceiptCorrection, *, by: User, on: date, at: datetime) -> None:
    case = correction.case
    told_on = case.deadline.due_on
    start_on, start_reason = earliest_delivery(case)
    if (start_on, start_reason) != (case.deadline.started_on, case.deadline.start_reason):
        case.deadline = restart(
            deadline=case.deadline, start_on=start_on, start_reason=start_reason, reason=correction.reason,
            by=by, on=on, at=at,
        )  # fmt: skip
        lengthen_resubmission(case, until_on=told_on, reason=correction.reason, by=by, on=on, at=at)
    write_of_delivery(correction, told_on=told_on, by=by, on=on, at=at)
    tell(
        recipients=[*subdistrict_users(case.round), *of_roles(Role.OFFICE)],
        subject=_("A day was corrected: the rectification report of %(unit)s is due on %(due)s")
        % {"unit": case.unit.short_name, "due": day_in_words(case.deadline.due_on)},
        body=correction.reason,
        about=case,
        at=at,
    )
