"""Whose round a scope is: its team, that team's leader, and those who may stand in for him (二(一), R15)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import Delegation, Scope, User
from planning.models import InspectionTeam, Membership, PlanEntry
from planning.models.membership import MemberRole


def team_of(scope: Scope) -> InspectionTeam | None:
    """The team that works in this scope, or None where the round is closed or stands in no plan in force."""
    entry = PlanEntry.objects.ruling().filter(scope=scope, access_ended_at=None).select_related("team").first()
    return entry.team if entry else None


def leads_in_person(team: InspectionTeam, user: User, day: date) -> bool:
    """Whether the person is the team's leader in office that day, himself."""
    return team.memberships.acting(day).filter(role=MemberRole.LEADER, person__user=user).exists()


def members_on(team: InspectionTeam, day: date) -> QuerySet[User]:
    """Accounts of those who serve in the team on the day; nobody else may stand in for its leader."""
    return User.objects.filter(person__memberships__in=team.memberships.acting(day), is_active=True)


def places_on(nobody: None, teams: Sequence[Any], account: Any, day: date) -> QuerySet:
    """The places in these teams that whoever has the account fills on the day."""
    own = Membership.objects.acting(day).filter(person__user=account, person__user__is_active=True, team__in=teams)
    return own.order_by().values_list("pk")


def stands_in(team: InspectionTeam, user: User, day: date) -> bool:
    """Whether the person serves in the team and the leader in office that day lets him act for him (R15)."""
    leaders = team.memberships.acting(day).filter(role=MemberRole.LEADER)
    return (
        Delegation.objects.in_force(day)
        .filter(taker=user, giver__person__memberships__in=leaders, scope__in=team.entries.values("scope"))
        .exists()
        and members_on(team, day).filter(pk=user.pk).exists()
    )
