"""Plans of rectification with what their pages read along, and those that wait for somebody."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from rectification.models import RectificationPlan, Remedy
from rectification.models.rectification_plan import RectificationPlanStatus

_OF_CASE = ("unit", "round__subdistrict", "round__entry__cycle", "round__ruleset", "feedback", "deadline")


def with_all(plans: QuerySet[RectificationPlan]) -> QuerySet[RectificationPlan]:
    return plans.select_related(
        "deadline", "paper", "asked_by__unit", "filed_by__unit", *(f"case__{name}" for name in _OF_CASE)
    )


def with_item(remedies: QuerySet[Remedy]) -> QuerySet[Remedy]:
    found = remedies.select_related("item__deadline", "item__finding", "plan_of__case__round__entry__cycle")
    return found.order_by("number")


def _unfilled() -> Exists:
    return Exists(Remedy.objects.unfilled().filter(plan_of=OuterRef("pk")).order_by())


def to_fill(user: User, today: date) -> QuerySet[RectificationPlan]:
    """Owed, and not said of every item yet what is to be done."""
    return with_all(RectificationPlan.objects.visible_to(user).owed().filter(_unfilled()))


def to_file(user: User, today: date) -> QuerySet[RectificationPlan]:
    """Owed and complete: a principal files it."""
    return with_all(RectificationPlan.objects.visible_to(user).owed().filter(~_unfilled()))


def to_review(user: User, today: date) -> QuerySet[RectificationPlan]:
    return with_all(RectificationPlan.objects.visible_to(user).filter(status=RectificationPlanStatus.FILED))
