"""Orders to fix at once with what their pages read along, and those that wait for somebody."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from inspections.models import ImmediateOrder
from inspections.models.order import OrderStatus
from inspections.models.round import STANDING

_RELATED = (
    "round__subdistrict", "round__entry__cycle", "round__ruleset", "finding", "notice", "deadline", "fixed_by__unit",
    "verified_by__unit", "issued_by__unit",
)  # fmt: skip


def with_all(orders: QuerySet[ImmediateOrder]) -> QuerySet[ImmediateOrder]:
    return orders.select_related(*_RELATED)


def with_row(orders: QuerySet[ImmediateOrder]) -> QuerySet[ImmediateOrder]:
    """What their rows on other pages read."""
    return orders.select_related("round__subdistrict", "finding", "notice", "deadline")


def _standing(user: User) -> QuerySet[ImmediateOrder]:
    """With what their names read."""
    found = ImmediateOrder.objects.visible_to(user).standing().filter(round__status__in=STANDING)
    return found.select_related("notice", "round__subdistrict")


def to_fix(user: User, today: date) -> QuerySet[ImmediateOrder]:
    """For the subdistrict alone: the team may record it, and does not owe it."""
    return _standing(user).filter(status=OrderStatus.ISSUED, round__subdistrict=user.unit_id).order_by("due_on", "pk")


def to_verify(user: User, today: date) -> QuerySet[ImmediateOrder]:
    """Said to be fixed by somebody else."""
    return _standing(user).filter(status=OrderStatus.FIXED).exclude(fixed_by=user).order_by("fixed_on", "pk")
