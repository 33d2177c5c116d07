from datetime import date, datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from accounts.actions.scopes import unit_scope
from accounts.models import Scope, User
from accounts.queries.bodies import committee_short_name
from accounts.roles import Role
from core.actions.moves import apply_move
from core.refusals import IllegalMove
from core.transitions import check_move, lock
from records.actions.evidence import attach
from records.models import Decision
from records.policies import Paper, require_decider, require_past

T = TypeVar("T", bound=Any)


def decide(
    thing: Any,
    verb: str,
    *,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
    paper: Paper | None = None,
    not_before: date | None = None,
    scope: Scope | None = None,
) -> Decision:
    """Check who decides on this thing and how, and keep the decision with its scan (R30). `verb` is that of its event.

    Call it in the action's transaction, with the locked thing, after check_move, and hand what it tells to the event:
    `decision = decide(plan, "plan.approve", by=by, on=on, at=at, paper=paper)`, then
    `apply_move(plan, move, by=by, on=on, at=at, new=decision.told, decision=decision)`.
    `not_before` (inclusive) is the day of the proposal unless given; `scope` of the scan is the thing's own, and that
    of the unit of `by` for a thing without one. Raises NotAllowed, IllegalMove.
    """
    require_decider(thing, by=by, paper=paper)
    require_past(on, at=at, not_before=not_before or getattr(thing, "proposed_on", None))
    paper = paper or Paper()
    decision = Decision(
        subject_kind=thing._meta.model_name,
        subject_id=str(thing.pk),
        verb=verb,
        body=committee_short_name(),
        decided_on=on,
        decided_by=None if by.role == Role.SECRETARY else by,
        meeting_number=paper.meeting_number.strip(),
        note=note.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    if paper.scan:
        scope = scope or getattr(thing, "scope", None) or _scope_of(by, at=at)
        decision.scan = attach(upload=paper.scan, subject=decision, scope=scope, by=by, at=at, taken_on=on)
    decision.save(force_insert=True)
    return decision


def send_back(
    thing: T,
    *,
    lacking: str,
    note: str,
    by: User,
    on: date,
    at: datetime,
    paper: Paper | None = None,
    version: int | None = None,
) -> T:
    """The verb `return` of whatever the committee approves: the thing goes back to be mended, and `note` says what;
    `lacking` is what somebody without a note is told. Gives the thing, locked and moved. Call it in the action's
    transaction. Raises NotAllowed, IllegalMove, StaleCopy."""
    thing = lock(thing, version=version)
    move = check_move(thing, "return", by=by)
    if not note.strip():
        raise IllegalMove(lacking)
    decision = decide(thing, f"{type(thing).TRANSITIONS.noun}.return", by=by, on=on, at=at, note=note, paper=paper)
    return apply_move(thing, move, by=by, on=on, at=at, reason=note, new=decision.told, decision=decision)


def _scope_of(by: User, *, at: datetime) -> Scope:
    if by.unit is None:
        raise IllegalMove(
            _("Your account belongs to no unit, so the scan has no place. Ask the security administrator to enter it.")
        )
    return unit_scope(unit=by.unit, by=by, at=at)
