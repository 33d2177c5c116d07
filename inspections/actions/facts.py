"""What the correction of any wrong date shares, be it a round's or one of what follows from it (DESIGN §1, ADR 12).

Called inside the actions of the thing, after it is locked and the right is checked.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.models import User
from core.actions.events import record_event
from core.actions.moves import apply_move, begin, store
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import Transition
from inspections.models.correction import Correction, CorrectionStatus
from records.policies import require_other_person, require_past

C = TypeVar("C", bound=Correction)


def put_forward(correction: C, *, by: User, on: date, at: datetime, to: Iterable[User]) -> C:
    """Store a proposal and tell those who may confirm it, with the page on which they do.

    Raises IllegalMove without a reason or beside another.
    """
    if not correction.reason:
        raise IllegalMove(_("Say how the wrong day came about."))
    if correction.thing.corrections.filter(field=correction.field, status=CorrectionStatus.PROPOSED).exists():
        raise IllegalMove(_("A correction of this day awaits confirmation already."))
    begin(
        correction, f"{type(correction).TRANSITIONS.noun}.propose", by=by, on=on, at=at, reason=correction.reason,
        new={"field": correction.field, "on": correction.new_on},
    )  # fmt: skip
    tell(
        recipients={user.pk: user for user in to if user.pk != by.pk}.values(),
        subject=_("Please confirm: %(fact)s of %(thing)s was %(new)s, not %(old)s")
        % {
            "fact": correction.get_field_display(),
            "thing": correction.thing,
            "new": day_in_words(correction.new_on),
            "old": day_in_words(correction.old_on),
        },
        body=correction.reason,
        about=correction,
        at=at,
    )
    return correction


def decide(correction: C, move: Transition, *, by: User, on: date, at: datetime, note: str) -> C:
    """Store who confirmed or refused, and what he remarked; whoever proposed it is told."""
    correction = apply_move(
        correction, move, by=by, on=on, at=at, reason=note, decided_by=by, decided_on=on, decision_note=note.strip()
    )
    is_confirmed = correction.status == CorrectionStatus.CONFIRMED
    told = _("Confirmed: %(fact)s of %(thing)s") if is_confirmed else _("The day stands: %(fact)s of %(thing)s")
    tell(
        recipients=[correction.proposed_by],
        subject=told % {"fact": correction.get_field_display(), "thing": correction.thing},
        body=note,
        about=correction,
        at=at,
    )
    return correction


def write_down(correction: Correction, *, by: User, at: datetime, thing: Any = None, **changes: Any) -> None:
    """Store the right day, and both days in the timeline, at the day of this act.

    `thing`: another that bears the same date.
    """
    thing = thing or correction.thing
    store(thing, by=by, **{correction.field: correction.new_on} | changes)
    record_event(
        "fact.correct", target=thing, by=by, on=timezone.localdate(at), at=at, reason=correction.reason,
        old={"field": correction.field, "on": correction.old_on},
        new={"field": correction.field, "on": correction.new_on, "proposed_by": correction.proposed_by.printed_name},
    )  # fmt: skip


def require_second(correction: Correction, *, by: User) -> None:
    """Raises NotAllowed for whoever proposed it."""
    require_other_person(
        by, correction.proposed_by_id, _("You proposed this correction yourself. A second person has to confirm it.")
    )


def require_recorded(correction: Correction, *, at: datetime, not_before: date | None = None) -> None:
    """The day is recorded as `old_on`, and `new_on` is another one, not before `not_before`. Raises IllegalMove."""
    recorded = getattr(correction.thing, correction.field)
    if recorded is None:
        raise IllegalMove(_("This day is not recorded yet; there is nothing to correct."))
    if recorded != correction.old_on:
        raise IllegalMove(
            _("The recorded day is %(recorded)s, not %(old)s. Look again before you correct it.")
            % {"recorded": day_in_words(recorded), "old": day_in_words(correction.old_on)}
        )
    if correction.new_on == recorded:
        raise IllegalMove(_("The right day is the same as the recorded one."))
    require_past(correction.new_on, at=at, not_before=not_before)
