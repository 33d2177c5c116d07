"""The right to answer for a subdistrict, as the projection of its terms of office and of delegations (R5, R59)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.actions.grants import grant_to_user, revoke_from_user
from accounts.actions.scopes import unit_scope
from accounts.models import Delegation, Scope, ScopeUserPermission, Unit, User
from accounts.roles import Grant
from core.days import instants_round


@transaction.atomic
def project_principals(unit: Unit, *, by: User | None, at: datetime, on: date | None = None) -> None:
    """Make the grants to answer for the unit what its terms and delegations say at `at`.

    A grant covers the days from the first to the last on which the person answers from now on; whether he does on a
    given day is asked of the terms themselves, by each verb (accounts.queries.principals).
    """
    scope = unit_scope(unit=unit, by=by, at=at)
    spans = _spans(unit, scope, timezone.localdate(at))
    held = {
        row.user_id: (row.begins_at, row.expires_at)
        for row in ScopeUserPermission.objects.filter(content_object=scope, permission__codename=Grant.PRINCIPAL)
    }
    users = User.objects.in_bulk(held.keys() | spans.keys())
    for user_id in sorted(held.keys() - spans.keys()):
        revoke_from_user(user=users[user_id], scope=scope, grant=Grant.PRINCIPAL, by=by, at=at, on=on)
    for user_id, ends in sorted(spans.items()):
        begins_at, expires_at = ends
        if held.get(user_id) != ends:
            grant_to_user(
                user=users[user_id], grant=Grant.PRINCIPAL, scope=scope, begins_at=begins_at, expires_at=expires_at,
                by=by, at=at, on=on,
            )  # fmt: skip


def _spans(unit: Unit, scope: Scope, today: date) -> dict[int, tuple]:
    """The two ends of answering from `today` on, by user id; both posts answer alike."""
    terms = list(unit.terms.in_post_or_later(today).filter(user__unit=unit).values_list("user", "from_on", "to_on"))
    delegations = (
        Delegation.objects.in_force_or_later(today)
        .filter(scope=scope, giver__in={user_id for user_id, _from, _to in terms}, taker__unit=unit)
        .values_list("taker", "from_on", "to_on")
    )
    spans: dict[int, list] = {}
    for user_id, from_on, to_on in [*terms, *delegations]:
        spans.setdefault(user_id, []).append((from_on, to_on))
    return {user_id: instants_round(found) for user_id, found in spans.items()}
