"""Items with what their pages read along."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from core.about import Always
from core.access import Person
from core.queries.keys_first import own_fields
from deadlines.models import Deadline
from inspections.models import Finding
from inspections.queries.names import name_fields, name_tables
from records.models import EvidenceLink
from records.models.evidence import EvidenceRole
from rectification.models import RectificationItem

_OF_CASE = ("unit", "round__subdistrict", "round__entry__cycle", "round__ruleset", "feedback")
_RELATED = ("deadline", "finding", "reported_by__unit", "verified_by__unit", "opinion_by__unit")


def _standing(finding: Finding, user: Any, today: Any) -> QuerySet:
    return RectificationItem.objects.filter(finding=finding.pk).values_list("status", "deadline__due_on")


# How the item of a finding stands and when it is due, whoever sees it; empty before the issue.
STANDING = Always(_standing)


def items_listed(user: Person, keys: Sequence[Any]) -> QuerySet[RectificationItem]:
    """As much of them as a list of many cases tells."""
    found = RectificationItem.objects.filter(pk__in=keys)
    told = found.select_related("deadline", *name_tables("case__round")).only(
        *own_fields(RectificationItem), *(f"deadline__{name}" for name in own_fields(Deadline)),
        *name_fields("case__round"),
    )  # fmt: skip
    return told.order_by()


def with_course(items: QuerySet) -> QuerySet:
    """What its course reads, beside the finding."""
    of_case = ("case__round", "case__feedback")
    return items.select_related(*(name for name in _RELATED if name != "finding"), *of_case)


def with_case(items: QuerySet) -> QuerySet:
    return items.select_related(*_RELATED, *(f"case__{name}" for name in _OF_CASE))


def neighbours_of(item: RectificationItem) -> tuple[RectificationItem | None, RectificationItem | None]:
    """Those before and after it in their case."""
    others = item.case.items.order_by("number")
    before, after = others.filter(number__lt=item.number), others.filter(number__gt=item.number)
    nearest = Q(pk=Subquery(before.reverse().values("pk")[:1])) | Q(pk=Subquery(after.values("pk")[:1]))
    found = list(others.filter(nearest))
    return (
        next((one for one in found if one.number < item.number), None),
        next((one for one in found if one.number > item.number), None),
    )


def has_evidence(item: RectificationItem) -> bool:
    """Whether a photo or paper from after is kept with the report in which the item stands now."""
    kept = EvidenceLink.objects.filter(subject_kind="rectificationitem", subject_id=str(item.pk), filing=item.filing)
    return kept.filter(role=EvidenceRole.AFTER).exists()
