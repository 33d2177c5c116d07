"""Objections with what their pages read along, and those that wait for an answer."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from core.about import Kind
from records.queries.decisions import of_decision
from rectification.models import Objection

_OF_CASE = ("unit", "round__subdistrict", "round__entry__cycle", "round__ruleset", "feedback", "deadline")


def with_all(objections: QuerySet[Objection]) -> QuerySet[Objection]:
    return objections.select_related(
        "item__finding", "deadline", "filed_by__unit", "letter", *of_decision(),
        *(f"case__{name}" for name in _OF_CASE),
    )  # fmt: skip


# About an item; about a case, all within it.
OF_ITEM = Kind(Objection, lambda item: Q(item=item.pk), with_all)
OF_CASE = Kind(Objection, lambda case: Q(case=case.pk), with_all)


def to_answer(user: User, today: date) -> QuerySet[Objection]:
    return with_all(Objection.objects.visible_to(user).pending()).order_by("filed_on", "pk")
