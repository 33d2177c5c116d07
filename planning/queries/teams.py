"""What the checks of a team read."""

from planning.models import InspectionTeam
from planning.problems import Problem
from planning.team_rules import team_problems


def members_of(team) -> list:
    """Who belongs to the team as it stands, approved already or not, the leader first."""
    return list(
        team.memberships.proposed_or_serving()
        .select_related("person__unit", "person__user")
        .order_by("role", "person__full_name", "pk")
    )


def teams_in(cycle) -> int:
    return InspectionTeam.objects.live().filter(cycle=cycle).count()


def problems_of(team) -> list[Problem]:
    return team_problems(team.ruleset, members_of(team), teams_in_cycle=teams_in(team.cycle))
