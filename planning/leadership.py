"""The leader's office as one that can be delegated (accounts.delegable): a scope of a round stands for its team."""

from accounts.models import User
from planning.actions.grants import sync_scopes
from planning.queries.leadership import leads_in_person, members_on, team_of


def is_leader(scope, user, day) -> bool:
    team = team_of(scope)
    return team is not None and leads_in_person(team, user, day)


def may_stand_in(scope, day):
    """Whoever serves in the team on the day."""
    team = team_of(scope)
    return members_on(team, day) if team is not None else User.objects.none()


def project_scope(scope, *, by, at) -> None:
    sync_scopes([scope.pk], by=by, at=at)
