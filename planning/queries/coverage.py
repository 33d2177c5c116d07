"""Coverage of a year as the database knows it."""

from datetime import date

from django.db.models import Count, Q

from planning.coverage import Capacity, Row, capacity, coverage
from planning.models import AnnualPlan, InspectionTeam, PlanEntry
from planning.models.team import TeamStatus
from planning.queries.plans import subdistricts_to_inspect
from planning.round_states import live_rounds


def coverage_of(plan: AnnualPlan) -> list[Row]:
    """The year as this edition sees it, with the rounds outside the plan."""
    entries = list(
        PlanEntry.objects.filter(Q(plan=plan) | Q(plan=None, cycle__year=plan.year))
        .select_related("subdistrict", "team", "cycle")
        .order_by("from_on", "pk")
    )
    return coverage(subdistricts_to_inspect(), entries, live_rounds([entry.scope_id for entry in entries]))


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
