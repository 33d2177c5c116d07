"""Who leads and who serves in a team on a day."""

from django.utils.translation import gettext as _

from core.refusals import NotAllowed
from planning.queries.leadership import leads_in_person, members_on, stands_in


def serving(team, user, day) -> bool:
    """Whether the person may act in the team on the day; somebody taken out on the day may not (R32)."""
    return members_on(team, day).filter(pk=user.pk).exists()


def leads(team, user, day) -> bool:
    """The leader in office that day, or whoever of the team holds his dated delegation (R15)."""
    return leads_in_person(team, user, day) or stands_in(team, user, day)


def require_leader(team, user, day) -> None:
    if not leads(team, user, day):
        raise NotAllowed(_("Only the team leader in office that day, or a dated delegate, may do this (二(一))."))
