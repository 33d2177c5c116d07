"""What the receiver does with a hand-off: receipt, refusal, progress and result (三(三)4, R63)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.models import User
from core.actions.moves import apply_move, store
from core.refusals import IllegalMove
from core.transitions import Transition, check_move, lock
from deadlines.actions.deadlines import meet
from deadlines.models import Deadline
from deadlines.policies import require_explained
from records.actions.evidence import attach_all
from records.policies import require_past
from rectification import duties
from rectification.actions import hand_off_ways as ways
from rectification.models import HandOff
from rectification.policies.hand_offs import require_owed, require_receiver
from rectification.queries.hand_offs import letter_of


@transaction.atomic
def receive(
    *, hand_off: HandOff, contact: str, by: User, on: date, at: datetime, version: int | None = None
) -> HandOff:
    """Sign for it and say who handles it, with a telephone. Raises NotAllowed, StaleCopy, IllegalMove."""
    hand_off, move = _lock(hand_off, "receive", version, by=by)
    require_past(on, at=at, not_before=hand_off.sent_on)
    if not contact.strip():
        raise IllegalMove(_("Name who handles it, with a telephone."))
    apply_move(
        hand_off, move, by=by, on=on, at=at, new={"received_on": on}, received_on=on, received_by=by,
        contact=contact.strip(),
    )  # fmt: skip
    letter = letter_of(hand_off)
    if letter.received_on is None:
        store(lock(letter), by=by, received_on=on, received_by=by)
    _tell(ways.office_of(hand_off), hand_off, _("Hand-off %(number)s was received by %(unit)s"), "", at=at)
    return hand_off


@transaction.atomic
def refuse(*, hand_off: HandOff, reason: str, by: User, on: date, at: datetime, version: int | None = None) -> HandOff:
    """It is not this body's duty, or cannot be handled: back to the office with a reason; the days to reply stop."""
    hand_off, move = _lock(hand_off, "refuse", version, by=by)
    require_past(on, at=at, not_before=hand_off.received_on or hand_off.sent_on)
    if not reason.strip():
        raise IllegalMove(_("Say why it is refused, and whose duty it is."))
    words = reason.strip()
    apply_move(hand_off, move, by=by, on=on, at=at, reason=words, refused_on=on, refusal_reason=words)
    ways.void_running(hand_off, reason=_("The hand-off was refused."), by=by, on=on, at=at)
    _tell(ways.office_of(hand_off), hand_off, _("Hand-off %(number)s was refused by %(unit)s"), words, at=at)
    return hand_off


@transaction.atomic
def report_progress(
    *,
    hand_off: HandOff,
    progress: str,
    by: User,
    on: date,
    at: datetime,
    evidence: Sequence[UploadedFile] = (),
    version: int | None = None,
) -> HandOff:
    """How far it is. In a long follow-up this answers the half-yearly question, and the next half year begins."""
    hand_off, move = _lock(hand_off, "report_progress", version, by=by)
    require_past(on, at=at, not_before=hand_off.received_on)
    if not progress.strip():
        raise IllegalMove(_("Say how far it is."))
    words = progress.strip()
    deadline = hand_off.deadline
    asked = Deadline.objects.open().of(hand_off).of_kind(duties.HAND_OFF_FOLLOW_UP.code).first()
    if asked is not None:
        meet(deadline=asked, on=on, by=by, at=at)
        deadline = ways.open_follow_up(hand_off, on=on, start_reason=duties.ASKED, by=by, at=at)
    apply_move(hand_off, move, by=by, on=on, at=at, reason=words, progress=words, progress_on=on, deadline=deadline)
    _keep(hand_off, evidence, ways.PROGRESS, by=by, at=at)
    return hand_off


@transaction.atomic
def report_result(
    *,
    hand_off: HandOff,
    result: str,
    people_held: int,
    units_punished: int,
    fine_yuan: Decimal,
    by: User,
    on: date,
    at: datetime,
    evidence: Sequence[UploadedFile] = (),
    lateness_reason: str = "",
    version: int | None = None,
) -> HandOff:
    """What the investigation came to (R63, R67): `people_held` and `units_punished` are counts, `fine_yuan` the fines
    in yuan; 0 is “none” and has to be said. Meets the days to reply; after them it needs `lateness_reason`.

    Raises NotAllowed, StaleCopy, IllegalMove.
    """
    hand_off, move = _lock(hand_off, "report_result", version, by=by)
    require_past(on, at=at, not_before=hand_off.received_on)
    _require_whole(result, people_held, units_punished, fine_yuan)
    deadline = Deadline.objects.open().of(hand_off).first()
    late = require_explained(deadline, lateness_reason, on=on)
    apply_move(
        hand_off, move, by=by, on=on, at=at, reason=result.strip(), result=result.strip(),
        people_held=int(people_held), units_punished=int(units_punished),
        fine_yuan=Decimal(fine_yuan), resulted_on=on, resulted_by=by, return_reason="",
    )  # fmt: skip
    _keep(hand_off, evidence, ways.RESULT, by=by, at=at)
    if deadline is not None:
        meet(deadline=deadline, on=on, by=by, at=at, late_explanation=late)
    _tell(ways.office_of(hand_off), hand_off, _("Result of hand-off %(number)s by %(unit)s"), "", at=at)
    return hand_off


def _lock(hand_off: HandOff, verb: str, version: int | None, *, by: User) -> tuple[HandOff, Transition]:
    hand_off = lock(hand_off, version=version)
    move = check_move(hand_off, verb, by=by)
    require_receiver(hand_off, by=by)
    require_owed(hand_off)
    return hand_off, move


def _require_whole(result: str, *amounts: Decimal | int | None) -> None:
    if not result.strip():
        raise IllegalMove(
            _("Describe what was investigated and how it was handled; where nothing came of it, say so.")
        )
    if any(amount is None for amount in amounts):
        raise IllegalMove(_("People held to account, units punished and fines: give each, or write “none” (三(三)4)."))
    if any(amount is not None and amount < 0 for amount in amounts):
        raise IllegalMove(_("People, units and fines are not less than none."))


def _keep(hand_off: HandOff, uploads: Sequence[UploadedFile], what: str, *, by: User, at: datetime) -> None:
    if uploads:
        attach_all(
            uploads=uploads, subject=hand_off, scope=hand_off.scope, round_scope=hand_off.inner_scope, by=by, at=at,
            note=what,
        )  # fmt: skip


def _tell(recipients: Sequence[User], hand_off: HandOff, subject: str, body: str, *, at: datetime) -> None:
    tell(
        recipients=recipients,
        subject=subject % {"number": letter_of(hand_off).full_number, "unit": hand_off.receiver.short_name},
        body=body,
        about=hand_off,
        at=at,
    )
