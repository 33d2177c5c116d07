"""Coverage of a year as the database knows it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from core.access import Person
from planning.coverage import Capacity, Row, capacity, coverage
from planning.models import AnnualPlan, InspectionTeam, PlanEntry
from planning.models.plan import RULING
from planning.models.team import TeamStatus
from planning.queries.plans import subdistricts_to_inspect
from planning.round_states import RoundState, live_rounds, without_called_off


def coverage_of(plan: AnnualPlan, user: Person) -> list[Row]:
    """The year as this edition and this person see it, with the rounds outside the plan."""
    return _covered(Q(plan=plan), plan.year, user)


def coverage_without_plan(year: int, user: Person) -> list[Row]:
    """A year without a plan in force: nothing but what was ordered outside any."""
    return _covered(Q(pk__in=[]), year, user)


def _covered(planned: Q, year: int, user: Person) -> list[Row]:
    entries = without_called_off(
        PlanEntry.objects.in_reach_of(user)
        .filter(planned | Q(plan=None, cycle__year=year))
        .select_related("subdistrict", "cycle")
        .order_by("from_on", "pk")
    )
    return coverage(subdistricts_to_inspect(), entries, live_rounds([entry.scope_id for entry in entries]))


@dataclass(frozen=True)
class YearSeen:
    """A year as one person sees it; without a plan in force nothing says how much fits into it."""

    year: int
    plan: AnnualPlan | None
    rows: list[Row]
    capacity: Capacity | None

    def count(self, *states: RoundState) -> int:
        return sum(row.state in states for row in self.rows)


def year_seen(user: Person, today: date) -> YearSeen:
    """The year of `today`."""
    plan = AnnualPlan.objects.filter(year=today.year, status__in=RULING).select_related("ruleset").first()
    if plan is None:
        return YearSeen(today.year, None, coverage_without_plan(today.year, user), None)
    rows = coverage_of(plan, user)
    return YearSeen(today.year, plan, rows, capacity_of(plan, rows, today))


def capacity_of(plan: AnnualPlan, rows: list[Row], today: date) -> Capacity:
    """With as many teams as the year's best-staffed cycle has, one at least."""
    counts = (
        InspectionTeam.objects.filter(cycle__year=plan.year, cycle__is_ad_hoc=False, status=TeamStatus.APPROVED)
        .order_by()
        .values("cycle")
        .annotate(teams=Count("pk"))
        .values_list("teams", flat=True)
    )
    teams = min(max(counts, default=1), plan.ruleset.max_teams)
    return capacity(rows, year=plan.year, today=today, teams=teams, minimum_days=plan.ruleset.minimum_round_days)
