"""What findings keep of their round, so that the lists of all rounds are ordered and narrowed without reading it
(DESIGN §8). Whoever makes a finding, or changes a day of its round, keeps it; `rebuild_copies --check` proves it."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import FindingKind


def copies_of(round_: SubdistrictRound) -> dict[str, Any]:
    """Fields of a finding of this round, with their values."""
    return {
        "round_from_on": round_.planned_from_on, "subdistrict_id": round_.subdistrict_id, "year": round_.year,
    }  # fmt: skip


def wrong_copies() -> QuerySet[Finding]:
    """Findings that keep something else than their round says."""
    year = ExtractYear(Coalesce("round__entered_on", "round__planned_from_on"))
    is_apart = Q(kind=FindingKind.LEAD) | ~Q(scope=F("round__scope"))
    right = Q(round_from_on=F("round__planned_from_on"), subdistrict=F("round__subdistrict"), year=year)
    right &= Q(is_apart=True) & is_apart | Q(is_apart=False) & ~is_apart
    return Finding.objects.exclude(right).order_by("round", "number")
