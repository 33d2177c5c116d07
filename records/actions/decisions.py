from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.actions.scopes import unit_scope
from accounts.models import Scope, User
from core.refusals import IllegalMove
from records.actions.evidence import attach
from records.policies import Paper, require_decider, require_past


def decision_changes(
    decidable: Any,
    *,
    by: User,
    on: date,
    at: datetime,
    note: str = "",
    paper: Paper | None = None,
    not_before: date | None = None,
    scope: Scope | None = None,
) -> dict:
    """Check who decides and how, keep the scan, and return the fields of Decidable to hand to apply_move (R30).

    Call it in the action's transaction, with the locked thing, after check_move:
    `apply_move(plan, move, by=by, on=on, at=at, **decision_changes(plan, by=by, on=on, at=at, paper=paper))`.
    `not_before` (inclusive) is the day of the proposal unless given; `scope` of the scan is the thing's own, and the
    decider's unit's for a thing without one. Raises NotAllowed, IllegalMove.
    """
    require_decider(decidable, by=by, paper=paper)
    require_past(on, at=at, not_before=not_before or decidable.proposed_on)
    changes = {"decided_by": by, "decided_on": on, "decision_note": note, "meeting_number": "", "paper_scan": None}
    if paper:
        changes["meeting_number"] = paper.meeting_number
        if paper.scan:
            scope = scope or getattr(decidable, "scope", None) or _scope_of(by, at=at)
            changes["paper_scan"] = attach(
                upload=paper.scan, subject=decidable, scope=scope, by=by, at=at, taken_on=on
            )
    return changes


def _scope_of(by: User, *, at: datetime) -> Scope:
    if by.unit is None:
        raise IllegalMove(
            _("Your account belongs to no unit, so the scan has no place. Ask the security administrator to enter it.")
        )
    return unit_scope(unit=by.unit, by=by, at=at)
