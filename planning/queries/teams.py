"""What the pages and the checks of a team read."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet

from accounts.models import User
from core.queries.values import together, told_by
from planning.models import InspectionCycle, InspectionTeam, Membership, Person, PlanEntry
from planning.models.team import TeamStatus
from planning.problems import Problem
from planning.queries.bookings import clashes_of_team
from planning.team_rules import team_problems
from records.queries.decisions import of_decision

# Subdistricts of a team that a list names; a nation's team has thousands.
PLACES_SHOWN = 40


def places_of(teams: Sequence[InspectionTeam]) -> dict[Any, list[str]]:
    """Short names of the subdistricts of each under the edition in force, the first to be visited first, at most one
    more than are shown, by its key. One query."""
    entries = PlanEntry.objects.ruling().order_by("from_on", "pk").annotate(told=F("subdistrict__short_name"))
    asked = [told_by(entries.filter(team=team).values("told")[: PLACES_SHOWN + 1]) for team in teams]
    return {team.pk: names for team, names in zip(teams, together(*asked), strict=True)}


def with_decision(teams: QuerySet[InspectionTeam]) -> QuerySet[InspectionTeam]:
    return teams.select_related("cycle", "ruleset", "proposed_by", *of_decision())


def with_account(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.select_related("unit", "user")


def members_of(team: InspectionTeam) -> list[Membership]:
    """Who belongs to the team as it stands, approved already or not, the leader first."""
    return list(
        team.memberships.proposed_or_serving()
        .select_related("person__unit", "person__user")
        .order_by("role", "person__full_name", "pk")
    )


def former_of(team: InspectionTeam) -> list[Membership]:
    """Who left the team, and candidates dropped or refused, the last first; with those named in their place."""
    return list(
        team.memberships.filter(to_on__isnull=False)
        .select_related("person__unit")
        .prefetch_related("substituted_by__person")
        .order_by("-to_on", "person__full_name")
    )


def substitutes_decided_on(team: InspectionTeam) -> list[Membership]:
    """Those whom the committee approved or refused one by one, with the decision; the others share the team's."""
    decided = team.memberships.exclude(decision=None).select_related("person__unit", *of_decision())
    return list(decided.order_by("decision__recorded_at"))


def free_people(team: InspectionTeam, user: User) -> QuerySet[Person]:
    """Who may be chosen at all: everybody in the register who does not belong to the team now."""
    there = team.memberships.proposed_or_serving().values("person")
    return Person.objects.visible_to(user).exclude(pk__in=there).select_related("unit")


def teams_in(cycle: InspectionCycle) -> int:
    return InspectionTeam.objects.live().filter(cycle=cycle).count()


def problems_of(team: InspectionTeam) -> list[Problem]:
    """All that is wrong with the team, blocking ones first; once it is approved, what its days are is the plan's."""
    found = team_problems(team.ruleset, members_of(team), teams_in_cycle=teams_in(team.cycle))
    return [*clashes_of_team(team), *found] if team.status in (TeamStatus.DRAFT, TeamStatus.PROPOSED) else found


def problems_told_of(team: InspectionTeam) -> list[Problem]:
    """The same for a page, where both its next step and its buttons want to know: asked once for the team at hand."""
    known = team.__dict__.setdefault("_problems", {})
    if team.status not in known:
        known[team.status] = problems_of(team)
    return known[team.status]
