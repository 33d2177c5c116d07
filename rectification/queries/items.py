"""Items with what their pages read along."""

from django.db.models import QuerySet

from records.models import EvidenceLink
from records.models.evidence import EvidenceRole
from records.queries.decisions import of_decision
from rectification.models import RectificationItem

_OF_CASE = ("unit", "round__entry__cycle", "round__ruleset", "round__team", "feedback", "deadline", "resubmission")
_RELATED = ("deadline", "finding", "reported_by__unit", "verified_by__unit", "opinion_by__unit")


def with_case(items: QuerySet) -> QuerySet:
    return items.select_related(*_RELATED, *of_decision(), *(f"case__{name}" for name in _OF_CASE))


def has_evidence(item: RectificationItem) -> bool:
    """Whether a photo or paper from after is kept with the report in which the item stands now."""
    kept = EvidenceLink.objects.filter(subject_kind="rectificationitem", subject_id=str(item.pk), filing=item.filing)
    return kept.filter(role=EvidenceRole.AFTER).exists()
