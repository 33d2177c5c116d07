"""Extensions with what their pages read along, and those that wait for a decision."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from core.about import Kind
from records.queries.decisions import of_decision
from rectification.models import Extension

_OF_CASE = ("unit", "round__subdistrict", "round__entry__cycle", "round__ruleset", "feedback", "resubmission")


def with_all(extensions: QuerySet[Extension]) -> QuerySet[Extension]:
    return extensions.select_related(
        "item", "deadline", "requested_by__unit", "form", *of_decision(), *(f"case__{name}" for name in _OF_CASE)
    )


# About an item; about a case, all within it.
OF_ITEM = Kind(Extension, lambda item: Q(item=item.pk), with_all)
OF_CASE = Kind(Extension, lambda case: Q(case=case.pk), with_all)


def to_decide(user: User, today: date) -> QuerySet[Extension]:
    """What is asked and not decided, of duties that still run."""
    return with_all(Extension.objects.visible_to(user).pending()).order_by("due_on", "pk")
