"""What the pages and the checks of a plan read."""

from django.db.models import QuerySet

from accounts.models import Unit
from accounts.models.unit import UnitKind
from planning.models import AnnualPlan, PlanEntry, PlanExtract
from planning.models.plan import PlanStatus
from planning.plan_rules import plan_problems
from planning.problems import Problem
from planning.queries.bookings import clashes_of_entries
from records.queries.decisions import of_decision


def with_decision(plans: QuerySet[AnnualPlan]) -> QuerySet[AnnualPlan]:
    return plans.select_related("ruleset", "proposed_by", *of_decision())


def with_plan(entries: QuerySet[PlanEntry]) -> QuerySet[PlanEntry]:
    return entries.select_related("plan__ruleset", "cycle", "subdistrict", "team")


def with_receipt(extracts: QuerySet[PlanExtract]) -> QuerySet[PlanExtract]:
    return extracts.select_related("plan__ruleset", "unit", "received_by__unit")


def entries_of(plan: AnnualPlan) -> QuerySet[PlanEntry]:
    return plan.entries.select_related("cycle", "team", "subdistrict").order_by(
        "cycle__number", "from_on", "subdistrict__org_code", "pk"
    )


def precedes_all_plans(year: int) -> bool:
    """Whether the system holds plans, and of later years alone: of this one it knows nothing, neither good nor bad."""
    first = AnnualPlan.objects.order_by("year").values_list("year", flat=True).first()
    return first is not None and year < first


def subdistricts_to_inspect() -> QuerySet[Unit]:
    """Every subdistrict that exists today; each is inspected once a year (一(二)1)."""
    return Unit.objects.filter(kind=UnitKind.SUBDISTRICT, is_active=True)


def problems_of(plan: AnnualPlan) -> list[Problem]:
    """All that is wrong with the plan, blocking ones first."""
    entries = list(entries_of(plan))
    found = plan_problems(plan, entries, list(subdistricts_to_inspect()))
    if plan.status == PlanStatus.APPROVED:
        return found
    for entry in entries:
        entry.plan = plan
    return [*clashes_of_entries(entries), *found]


def problems_told_of(plan: AnnualPlan) -> list[Problem]:
    """The same for a page, where both its next step and its buttons want to know: asked once for the plan at hand."""
    known = plan.__dict__.setdefault("_problems", {})
    if plan.status not in known:
        known[plan.status] = problems_of(plan)
    return known[plan.status]
