"""Items with what their pages read along."""

from django.db.models import QuerySet

from records.queries.decisions import of_decision

_OF_CASE = ("unit", "round__entry__cycle", "round__ruleset", "round__team", "feedback", "deadline", "resubmission")
_RELATED = ("deadline", "finding", "reported_by__unit", "verified_by__unit", "opinion_by__unit")


def with_case(items: QuerySet) -> QuerySet:
    return items.select_related(*_RELATED, *of_decision(), *(f"case__{name}" for name in _OF_CASE))
