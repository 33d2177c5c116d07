"""Years before the demo's own, for twins of its archived round: each with a plan and a cycle."""

from datetime import date

from planning.models import InspectionCycle, PlanEntry
from planning.models.plan import RULING, PlanStatus


def past_plans(entry: PlanEntry, *, years: int) -> dict[int, tuple]:
    """Keys of the plan and the cycle of the years before that of `entry`, by how many years ago."""
    found = {}
    for ago in range(1, years + 1):
        year = entry.plan.year - ago
        cycle, _made = InspectionCycle.objects.get_or_create(year=year, number=entry.cycle.number, is_ad_hoc=False)
        plan = type(entry.plan).objects.filter(year=year, status__in=RULING).first()
        if plan is None:
            plan = type(entry.plan).objects.get(pk=entry.plan_id)
            plan._state.adding, plan.pk, plan.year = True, None, year
            plan.pk = plan._meta.pk.get_default()
            plan.status, plan.closed_on = PlanStatus.CLOSED, date(year, 12, 31)
            type(plan).objects.bulk_create([plan])
        found[ago] = (plan.pk, cycle.pk)
    return found
