"""Coverage of a year as the database knows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.models import Unit
from core.access import Person
from core.paging import MOST_COUNTED, capped, number_words
from core.queries.asked_alike import rows_alike
from core.queries.at_once import Alike, AlikeByKeys, CountOf, rows_at_once
from core.queries.later import Batch, Gathered, Later
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
    return _covered(_entries(user, plan.pk, plan.year), subdistricts_to_inspect())


def _entries(user: Person, plan: UUID | None, year: int) -> QuerySet[PlanEntry]:
    """What is planned, without a plan nothing, and what was ordered outside it."""
    planned = Q(plan=plan) if plan is not None else Q(pk__in=[])
    found = PlanEntry.objects.in_reach_of(user).filter(planned | Q(plan=None, cycle__year=year))
    return found.select_related("subdistrict", "cycle").order_by("from_on", "pk")


def _entries_of(user: Person, units: Sequence[UUID], plan: UUID | None, year: int) -> QuerySet[PlanEntry]:
    return _entries(user, plan, year).filter(subdistrict__in=units)


def _covered(entries: Iterable[PlanEntry], units: Iterable[Unit]) -> list[Row]:
    found = list(entries)
    live = live_rounds([entry.scope_id for entry in found])
    return coverage(units, without_called_off(found, live), live)


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


def year_seen(user: Person, today: date) -> Gathered[YearSeen]:
    """The year of `today`."""
    return Gathered(
        [Alike(_plan_of, None, (today.year,)), Alike(_first_subdistricts, None)], partial(_seen, user, today)
    )


def _plan_of(_nobody: None, year: int) -> QuerySet[AnnualPlan]:
    return AnnualPlan.objects.filter(year=year, status__in=RULING).select_related("ruleset")[:1]


def _first_subdistricts(_nobody: None) -> QuerySet[Unit]:
    """A last one tells that there are more than are shown."""
    return subdistricts_to_inspect()[: SUBDISTRICTS_SHOWN + 1]


def _all_subdistricts(_nobody: None) -> QuerySet[Unit]:
    return subdistricts_to_inspect().order_by().only("pk")


def _seen(user: Person, today: date, plans: list[AnnualPlan], first: list[Unit]) -> YearSeen:
    plan = plans[0] if plans else None
    if len(first) > SUBDISTRICTS_SHOWN:
        return _seen_of_many(user, today.year, plan, first[:SHOWN_OF_MANY])
    asked = [Alike(_entries, user, (plan.pk if plan else None, today.year)), Alike(_teams, None, (today.year,))]
    entries, teams = rows_at_once(asked)
    rows = _covered(entries, first)
    known = {state: str(sum(row.state == state for row in rows)) for state in RoundState}
    fits = _capacity(plan, rows, max(teams, default=1), today) if plan is not None else None
    left_out = str(max(len(rows) - SUBDISTRICTS_SHOWN, 0) or "")
    return YearSeen(today.year, plan, rows[:SUBDISTRICTS_SHOWN], str(len(rows)), known, fits, left_out)


def _seen_of_many(user: Person, year: int, plan: AnnualPlan | None, shown: list[Unit]) -> YearSeen:
    batch = Batch()
    of_shown = AlikeByKeys(_entries_of, user, tuple(unit.pk for unit in shown), (plan.pk if plan else None, year))
    entries: Later[list[PlanEntry]] = batch.later(Gathered([of_shown], list))
    in_all = batch.later(Gathered([CountOf(Alike(_all_subdistricts, None), MOST_COUNTED + 1)], lambda found: found[0]))
    progress = batch.later(progress_of_year(user, year)).told
    counts = {state: number_words(count, is_more=is_more) for state, (count, is_more) in progress.items()}
    total, is_more = capped(in_all.told)
    left_out = number_words(total if is_more else total - SHOWN_OF_MANY, is_more=is_more)
    rows = _covered(entries.told, shown)
    return YearSeen(year, plan, rows, number_words(total, is_more=is_more), counts, left_out=left_out)


def capacity_of(plan: AnnualPlan, rows: list[Row], today: date) -> Capacity:
    """With as many teams as the year's best-staffed cycle has, one at least."""
    return _capacity(plan, rows, max(rows_alike(_teams, None, plan.year), default=1), today)


def _teams(_nobody: None, year: int) -> QuerySet:
    """How many each cycle has."""
    teams = InspectionTeam.objects.filter(cycle__year=year, cycle__is_ad_hoc=False, status=TeamStatus.APPROVED)
    return teams.order_by().values("cycle").annotate(teams=Count("pk")).values_list("teams", flat=True)


def _capacity(plan: AnnualPlan, rows: list[Row], teams: int, today: date) -> Capacity:
    rules = plan.ruleset
    teams = min(teams, rules.max_teams)
    return capacity(rows, year=plan.year, today=today, teams=teams, minimum_days=rules.minimum_round_days)
