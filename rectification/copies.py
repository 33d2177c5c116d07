"""What items keep of their case, its round and their finding, so that the list of all items is ordered and narrowed,
and what is owed counted, without reading these (DESIGN §8); as inspections/copies.py for findings."""

from typing import Any, cast

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from inspections.models import SubdistrictRound
from inspections.models.finding import FindingStatus
from rectification.models import HazardListing, RectificationCase, RectificationItem


def copies_of(case: RectificationCase) -> dict[str, Any]:
    """Fields of an item of this case, with their values."""
    return {"issued_on": case.issued_on, "subdistrict_id": case.unit_id, "year": case.round.year}


# Items whose finding the committee has withdrawn since.
WITHDRAWN = Q(finding__status=FindingStatus.WITHDRAWN)


def wrong_copies() -> QuerySet[RectificationItem]:
    """Items that keep something else than their case, its round and their finding say."""
    year = ExtractYear(Coalesce("case__round__entered_on", "case__round__planned_from_on"))
    right = Q(issued_on=F("case__issued_on"), subdistrict=F("case__unit"), year=year)
    right &= Q(WITHDRAWN, is_withdrawn=True) | Q(~WITHDRAWN, is_withdrawn=False)
    return RectificationItem.objects.exclude(right).order_by("case", "number")


def in_other_scopes() -> dict[str, QuerySet]:
    """What stands in a scope of another kind than its model says, by what it is called: whoever sees all of that kind
    sees every row, without a scope being read (`always_of_kind`)."""
    kept = {
        "case in a scope": RectificationCase, "item in a scope": RectificationItem,
        "round in a scope": SubdistrictRound, "listing in a scope": HazardListing,
    }  # fmt: skip
    return {name: _elsewhere(cast(Any, model).objects.all()) for name, model in kept.items()}


def _elsewhere(rows: Any) -> QuerySet:
    right = {f"{path}__kind": kind for path, kind in rows.always_of_kind.items()}
    return rows.exclude(**right).order_by("pk")
