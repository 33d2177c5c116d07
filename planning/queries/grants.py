"""What memberships say about grants, and how the grants as they are differ from it (DESIGN §2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.models import Delegation, Scope, ScopeUserPermission, User
from accounts.roles import Grant, ScopeKind
from core.days import instants_round
from planning.models import Membership, PlanEntry
from planning.models.membership import MemberRole
from planning.models.team import TeamStatus


@dataclass(frozen=True, order=True)
class Held:
    """One person's grant on one scope; `begins_at` is the first instant at which it counts, `expires_at` the first at
    which it no longer does; None: no such end."""

    user_id: int
    scope_id: int
    grant: str
    begins_at: datetime | None = None
    expires_at: datetime | None = None


def expected_grants(scope_ids: Iterable[int], today: date) -> set[Held]:
    """LEAD for the leader and those of the team who stand in for him, WORK for members, on the scopes of the team's
    entries in force.

    Nothing before the team's approval, after a removal, for a team stood down, or once the round is closed.
    """
    entries = (
        PlanEntry.objects.ruling()
        .filter(scope__in=scope_ids, team__status=TeamStatus.APPROVED, access_ended_at=None)
        .order_by()
        .values_list("scope_id", "team_id")
    )
    teams_of_scopes = set(entries)
    team_ids = {team_id for _scope_id, team_id in teams_of_scopes}
    serving = list(
        Membership.objects.acting(today)
        .filter(team__in=team_ids, person__user__isnull=False)
        .order_by()
        .values_list("team_id", "person__user_id", "role")
    )
    delegations = list(
        Delegation.objects.in_force_or_later(today)
        .filter(scope__in=scope_ids)
        .values_list("scope_id", "giver_id", "taker_id", "from_on", "to_on")
    )
    found = set()
    for scope_id, team_id in teams_of_scopes:
        own = [(user_id, role) for of_team, user_id, role in serving if of_team == team_id]
        for user_id, role in own:
            grant = Grant.LEAD if role == MemberRole.LEADER else Grant.WORK
            found.add(Held(user_id, scope_id, grant.value))
        leaders = {user_id for user_id, role in own if role == MemberRole.LEADER}
        members = {user_id for user_id, role in own if role == MemberRole.MEMBER}
        given: dict[int, list] = {}
        for in_scope, giver_id, taker_id, from_on, to_on in delegations:
            if in_scope == scope_id and giver_id in leaders and taker_id in members:
                given.setdefault(taker_id, []).append((from_on, to_on))
        found |= {_stand_in(user_id, scope_id, spans) for user_id, spans in given.items()}
    return found


def _stand_in(user_id: int, scope_id: int, spans: list[tuple[date, date | None]]) -> Held:
    """From the first day to the last; on which days between the person leads is asked of the delegations."""
    return Held(user_id, scope_id, Grant.LEAD.value, *instants_round(spans))


def actual_grants(scope_ids: Iterable[int]) -> set[Held]:
    rows = ScopeUserPermission.objects.filter(content_object__in=scope_ids).values_list(
        "user_id", "content_object_id", "permission__codename", "begins_at", "expires_at"
    )
    return {Held(*row) for row in rows}


def round_scope_ids() -> list[int]:
    """Every scope of a team's inner work; there is no other way into one than a membership."""
    return list(Scope.objects.filter(kind=ScopeKind.ROUND).values_list("pk", flat=True))


def differences(scope_ids: Iterable[int], today: date) -> list[dict[str, Any]]:
    """Grants nothing backs (`forged`) and grants that lack (`missing`), as plain rows in a steady order."""
    expected, actual = expected_grants(scope_ids, today), actual_grants(scope_ids)
    names = dict(User.objects.filter(pk__in={one.user_id for one in expected ^ actual}).values_list("pk", "username"))
    found = [("forged", held) for held in actual - expected] + [("missing", held) for held in expected - actual]
    return [
        {
            "problem": problem,
            "user": names[held.user_id],
            "scope": held.scope_id,
            "grant": held.grant,
            "begins_at": held.begins_at,
            "expires_at": held.expires_at,
        }
        for problem, held in sorted(found, key=lambda row: (row[1].scope_id, row[1].user_id, row[1].grant, row[0]))
    ]
