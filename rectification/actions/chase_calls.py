"""电话催办: a call that was made, logged in a few words (二(一)2, R24)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.scopes import unit_scope
from accounts.models import Scope, User
from accounts.permissions import Permission
from accounts.roles import ScopeKind
from core.actions.moves import begin
from core.refusals import IllegalMove
from core.transitions import check_permission, lock
from deadlines.models import Deadline
from records.policies import require_past
from rectification.models import ChaseCall
from rectification.policies.chases import require_overdue
from rectification.queries.chases import of_body


@transaction.atomic
def log(*, deadlines: Sequence[Deadline], spoken_to: str, outcome: str, by: User, on: date, at: datetime) -> ChaseCall:
    """One call about overdue duties of one body, on the day `on`. Raises NotAllowed, IllegalMove."""
    if not deadlines:
        raise IllegalMove(_("Choose at least one overdue duty."))
    require_past(on, at=at)
    found = [lock(deadline) for deadline in sorted(deadlines, key=lambda one: str(one.pk))]
    for deadline in found:
        check_permission(Permission.CHASE_ISSUE, by=by, scope_ids=deadline.scope_ids)
        require_overdue(deadline, on)
    bodies = of_body(found)
    if len(bodies) > 1:
        raise IllegalMove(_("One call is made to one body. Choose duties of one body only."))
    if not spoken_to.strip() or not outcome.strip():
        raise IllegalMove(_("Say who was called and what came of it."))
    unit = bodies[0][0]
    call = ChaseCall(
        scope=_inner_scope(found[0], by=by, at=at), unit=unit,
        addressee_name=unit.name if unit else _("Team leader"), spoken_to=spoken_to.strip(), outcome=outcome.strip(),
        called_on=on, called_by=by, logged_at=at,
    )  # fmt: skip
    begin(call, "chase_call.log", by=by, on=on, at=at, new={"duties": len(found)})
    call.deadlines.set(found)
    return call


def _inner_scope(deadline: Deadline, *, by: User, at: datetime) -> Scope:
    """Never that of the body that was called: the office's own, else, for officers of no unit, the round's."""
    if by.unit is not None:
        return unit_scope(unit=by.unit, by=by, at=at)
    return next(
        scope
        for scope in (deadline.round_scope, deadline.scope)
        if scope is not None and scope.kind == ScopeKind.ROUND
    )
