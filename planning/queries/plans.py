"""What the checks of a plan read."""

from accounts.models import Unit
from accounts.models.unit import UnitKind
from planning.plan_rules import plan_problems
from planning.problems import Problem


def entries_of(plan):
    return plan.entries.select_related("cycle", "team", "subdistrict").order_by(
        "cycle__number", "from_on", "subdistrict__org_code", "pk"
    )


def subdistricts_to_inspect():
    """Every subdistrict that exists today; each is inspected once a year (一(二)1)."""
    return Unit.objects.filter(kind=UnitKind.SUBDISTRICT, is_active=True)


def problems_of(plan) -> list[Problem]:
    return plan_problems(plan, list(entries_of(plan)), list(subdistricts_to_inspect()))
