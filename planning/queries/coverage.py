"""Coverage of a year as the database knows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.models import Unit
from core.access import Person
from core.paging import count_up_to, number_words
from planning.coverage import Capacity, Row, capacity, coverage
from planning.models import AnnualPlan, InspectionTeam, PlanEntry
from planning.models.plan import RULING
from planning.models.team import TeamStatus
from planning.queries.plans import subdistricts_to_inspect
from planning.round_states import RoundState, live_rounds, progress_of_year, without_called_off

# More would fill the first page; the page of the plan has them all.
SUBDISTRICTS_SHOWN = 40
# Of so many that a look at some of them says little.
SHOWN_OF_MANY = 10


def coverage_of(plan: AnnualPlan, user: Person) -> list[Row]:
    """The year as this edition and this person see it, with the rounds outside the plan."""
    return _covered(Q(plan=plan), plan.year, user)


def _covered(planned: Q, year: int, user: Person, units: list[Unit] | None = None) -> list[Row]:
    """Of these subdistricts, or of all there are."""
    found = PlanEntry.objects.in_reach_of(user).filter(planned | Q(plan=None, cycle__year=year))
    if units is not None:
        found = found.filter(subdistrict__in=units)
    entries = without_called_off(found.select_related("subdistrict", "cycle").order_by("from_on", "pk"))
    subdistricts = subdistricts_to_inspect() if units is None else units
    return coverage(subdistricts, entries, live_rounds([entry.scope_id for entry in entries]))


@dataclass(frozen=True)
class YearSeen:
    """A year as one person sees it; without a plan in force nothing says how much fits into it.

    `rows` are the first subdistricts. Where they are all, every state is counted, and the capacity is known; else
    `counts` knows what is under way and done alone, and neither it nor `total` is counted beyond a thousand."""

    year: int
    plan: AnnualPlan | None
    rows: list[Row]
    total: str
    counts: Mapping[RoundState, str]
    capacity: Capacity | None = None
    left_out: str = ""


def year_seen(user: Person, today: date) -> YearSeen:
    """The year of `today`."""
    year = today.year
    plan = AnnualPlan.objects.filter(year=year, status__in=RULING).select_related("ruleset").first()
    planned = Q(plan=plan) if plan is not None else Q(pk__in=[])
    first = list(subdistricts_to_inspect()[: SUBDISTRICTS_SHOWN + 1])
    if len(first) > SUBDISTRICTS_SHOWN:
        total, is_more = count_up_to(subdistricts_to_inspect())
        counts = {
            state: number_words(count, is_more=are_more)
            for state, (count, are_more) in progress_of_year(user, year).items()
        }
        rows = _covered(planned, year, user, first[:SHOWN_OF_MANY])
        left_out = number_words(total if is_more else total - SHOWN_OF_MANY, is_more=is_more)
        return YearSeen(year, plan, rows, number_words(total, is_more=is_more), counts, left_out=left_out)
    rows = _covered(planned, year, user)
    known = {state: str(sum(row.state == state for row in rows)) for state in RoundState}
    capacity = capacity_of(plan, rows, today) if plan is not None else None
    left_out = str(max(len(rows) - SUBDISTRICTS_SHOWN, 0) or "")
    return YearSeen(year, plan, rows[:SUBDISTRICTS_SHOWN], str(len(rows)), known, capacity, left_out)


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
