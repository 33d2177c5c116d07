"""What the committee decides about a hand-off, and what a withdrawal by it ends (三(三)4)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify as tell
from accounts.models import User
from core.actions.moves import apply_move
from core.refusals import IllegalMove
from core.transitions import check_move, lock
from inspections.models import Finding
from records.actions.decisions import decide
from records.models import Decision
from records.policies import Paper
from rectification import duties
from rectification.actions import hand_off_ways as ways
from rectification.models import HandOff
from rectification.models.hand_off import OWED
from rectification.policies.hand_offs import require_owed, require_reach
from rectification.queries.hand_offs import letter_of, ratified_by_report


@transaction.atomic
def follow_up(
    *,
    hand_off: HandOff,
    note: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> HandOff:
    """It will take years: the committee takes it out of the round into a long follow-up 长期跟踪, with a reason.

    The round may close from now on; the receiver is asked again after the months of the ruleset, until there is a
    result. Raises NotAllowed, StaleCopy, IllegalMove.
    """
    hand_off = _lock(hand_off, version, by=by)
    move = check_move(hand_off, "follow_up", by=by)
    require_owed(hand_off)
    if hand_off.followed_up_on is not None:
        raise IllegalMove(_("It is in long follow-up already."))
    if not note.strip():
        raise IllegalMove(_("Say why it takes so long that the round does not wait for it."))
    decision = _decide(hand_off, "follow_up", note=note, by=by, on=on, at=at, paper=paper)
    ways.void_running(hand_off, reason=_("The committee decided on a long follow-up."), by=by, on=on, at=at)
    deadline = ways.open_follow_up(hand_off, on=on, start_reason=duties.FOLLOWED_UP, by=by, at=at)
    apply_move(
        hand_off, move, by=by, on=on, at=at, reason=note.strip(), new=decision.told, followed_up_on=on,
        deadline=deadline, decision=decision,
    )  # fmt: skip
    tell(
        recipients=[*ways.officers_of(hand_off), *ways.office_of(hand_off)],
        subject=_("Hand-off %(number)s is followed up for long") % {"number": letter_of(hand_off).full_number},
        about=hand_off,
        at=at,
    )
    return hand_off


@transaction.atomic
def ratify(
    *,
    hand_off: HandOff,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
    paper: Paper | None = None,
    version: int | None = None,
) -> HandOff:
    """The committee ratifies what was sent ahead and stands in no approved report: a lead never does. Its receiver
    does not read of it."""
    hand_off = _lock(hand_off, version, by=by)
    move = check_move(hand_off, "ratify", by=by)
    if not hand_off.is_urgent:
        raise IllegalMove(_("It was not sent ahead; there is nothing to ratify."))
    if hand_off.ratification is not None or ratified_by_report(hand_off):
        raise IllegalMove(_("It is ratified already."))
    decision = _decide(hand_off, "ratify", note=note, by=by, on=on, at=at, paper=paper)
    return apply_move(
        hand_off, move, by=by, on=on, at=at, reason=note.strip(), new=decision.told, ratification=decision,
        scope_id=hand_off.inner_scope_id,
    )  # fmt: skip


def _decide(hand_off: HandOff, verb: str, **facts: Any) -> Decision:
    """The receiver does not read the paper of the meeting."""
    return decide(hand_off, f"hand_off.{verb}", not_before=hand_off.sent_on, scope=hand_off.inner_scope, **facts)


def _lock(hand_off: HandOff, version: int | None, *, by: User) -> HandOff:
    hand_off = lock(hand_off, version=version)
    require_reach(hand_off.inner_scope, by=by)
    return hand_off


@transaction.atomic
def stop_for_withdrawn(finding: Finding, *, by: User, on: date, at: datetime) -> None:
    """After a withdrawal: where nothing is left of a hand-off the clock stops, and both sides learn of it. The office
    then takes it back; where other matters are left, it goes on for them."""
    found = HandOff.objects.live().filter(lines__finding=finding, status__in=[*OWED, "draft", "refused", "resulted"])
    for hand_off in found.select_related("letter", "receiver", "inner_scope", "scope"):
        if hand_off.status in OWED and hand_off.is_withdrawn:
            ways.void_running(hand_off, reason=_("The finding was withdrawn."), by=by, on=on, at=at)
        told = ways.office_of(hand_off) + (ways.officers_of(hand_off) if hand_off.status in OWED else [])
        tell(
            recipients=told,
            subject=_("A matter of a hand-off was withdrawn: %(hand_off)s") % {"hand_off": hand_off},
            about=hand_off,
            at=at,
        )
