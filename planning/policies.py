"""Who leads and who serves in a team on a day."""

from django.utils.translation import gettext as _

from accounts.models import Delegation
from accounts.refusals import NotAllowed
from planning.models.membership import MemberRole


def serving(team, user, day) -> bool:
    """Whether the person may act in the team on the day, or stands in for its leader; somebody taken out on the day
    may not (R32)."""
    return team.memberships.acting(day).filter(person__user=user).exists() or leads(team, user, day)


def leads(team, user, day) -> bool:
    """The leader in office that day, or whoever holds his dated delegation (R15)."""
    leaders = team.memberships.acting(day).filter(role=MemberRole.LEADER)
    if leaders.filter(person__user=user).exists():
        return True
    return (
        Delegation.objects.in_force(day)
        .filter(taker=user, giver__person__memberships__in=leaders, scope__in=team.entries.values("scope"))
        .exists()
    )


def require_leader(team, user, day) -> None:
    if not leads(team, user, day):
        raise NotAllowed(_("Only the team leader in office that day, or a dated delegate, may do this (二(一))."))
