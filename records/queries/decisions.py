"""What pages read of the decisions about a thing."""

from typing import Any

from django.db.models import QuerySet

from core.about import Always
from records.models import Decision

_PARTS = ("decided_by__unit", "recorded_by", "scan")


def of_decision() -> tuple[str, ...]:
    """Names for select_related: who decided, who put it down, the scan."""
    return tuple(f"decision__{part}" for part in _PARTS)


def decisions_about(thing: Any) -> QuerySet[Decision]:
    """All that was decided about it, the first first; the thing itself names only the last one that counts."""
    about = Decision.objects.filter(subject_kind=thing._meta.model_name, subject_id=str(thing.pk))
    return about.select_related(*_PARTS).order_by("recorded_at")


def _on_page(thing: Any, user: Any, today: Any) -> QuerySet[Decision]:
    return decisions_about(thing)


# The same for the page of a thing (core.about).
DECISIONS = Always(_on_page)
