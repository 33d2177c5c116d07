"""Who leads and who serves in a team on a day."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from core.queries.asked_alike import rows_of_keys
from core.refusals import NotAllowed
from planning.models import InspectionTeam
from planning.queries.leadership import leads_in_person, places_on, stands_in


def serving(team: InspectionTeam, user: User, day: date) -> bool:
    """Whether the person may act in the team on the day; somebody taken out on the day may not (R32)."""
    return bool(rows_of_keys(places_on, None, [team.pk], user.pk, day))


def leads(team: InspectionTeam, user: User, day: date) -> bool:
    """The leader in office that day, or whoever of the team holds his dated delegation (R15)."""
    return leads_in_person(team, user, day) or stands_in(team, user, day)


def require_leader(team: InspectionTeam, user: User, day: date) -> None:
    if not leads(team, user, day):
        raise NotAllowed(_("Only the team leader in office that day, or a dated delegate, may do this (二(一))."))
