"""Guardian grants as the projection of memberships (DESIGN §2, §4): written here, never by hand."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.actions.grants import grant_to_user, revoke_from_user
from accounts.models import Scope, User
from accounts.roles import Grant
from planning.models import InspectionTeam, PlanEntry
from planning.queries.grants import Held, actual_grants, expected_grants, round_scope_ids

_followers: list[Callable[..., None]] = []


def register_follower(follow: Callable[..., None]) -> None:
    """`follow(team, by=…, at=…)`: apps above bring grants on scopes of their own in line with a changed team."""
    if follow not in _followers:
        _followers.append(follow)


@transaction.atomic
def project(team: InspectionTeam, by: User, at: datetime, *, on: date | None = None) -> int:
    """Make the grants on the scopes of this team's entries what the memberships say at `at`; returns the changes.

    Looks at every edition's entries, so a scope handed to another team is taken from this one.
    """
    changes = sync_scopes(team.entries.order_by().values_list("scope_id", flat=True).distinct(), by=by, at=at, on=on)
    for follow in _followers:
        follow(team, by=by, at=at)
    return changes


@transaction.atomic
def sync_scopes(scope_ids: Iterable[int], *, by: User | None, at: datetime, on: date | None = None) -> int:
    """Give what is missing and take back what nothing backs, on these scopes; returns the number of changes."""
    scope_ids = list(scope_ids)
    expected = expected_grants(scope_ids, timezone.localdate(at))
    actual = actual_grants(scope_ids)
    gone, missing = actual - expected, expected - actual
    users = User.objects.in_bulk({held.user_id for held in gone | missing})
    scopes = Scope.objects.in_bulk({held.scope_id for held in gone | missing})
    for held in sorted(gone, key=_order):
        revoke_from_user(
            user=users[held.user_id], scope=scopes[held.scope_id], grant=Grant(held.grant), by=by, at=at, on=on
        )
    for held in sorted(missing, key=_order):
        grant_to_user(
            user=users[held.user_id],
            scope=scopes[held.scope_id],
            grant=Grant(held.grant),
            begins_at=held.begins_at,
            expires_at=held.expires_at,
            by=by,
            at=at,
            on=on,
        )
    return len(gone) + len(missing)


@transaction.atomic
def rebuild_all(*, by: User | None, at: datetime) -> int:
    """The projection of every scope of a team's inner work; returns the number of changes."""
    return sync_scopes(round_scope_ids(), by=by, at=at)


@transaction.atomic
def end_round_grants(scope: Scope, by: User, at: datetime) -> int:
    """The round of this scope is closed: its team reads it no longer (DESIGN §4). Meant for the action that closes."""
    for entry in PlanEntry.objects.select_for_update().filter(scope=scope, access_ended_at=None):
        entry.access_ended_at = at
        entry._history_user = by
        entry.save(update_fields=["access_ended_at"])
    return sync_scopes([scope.pk], by=by, at=at)


def _order(held: Held) -> tuple[int, int, str]:
    return held.scope_id, held.user_id, held.grant
