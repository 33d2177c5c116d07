"""What items keep of their case and its round, so that the list of all items is ordered and narrowed without reading
them (DESIGN §8); as inspections/copies.py for findings."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from accounts.roles import ScopeKind
from rectification.models import RectificationCase, RectificationItem


def copies_of(case: RectificationCase) -> dict[str, Any]:
    """Fields of an item of this case, with their values."""
    return {"issued_on": case.issued_on, "subdistrict_id": case.unit_id, "year": case.round.year}


def wrong_copies() -> QuerySet[RectificationItem]:
    """Items that keep something else than their case and its round say."""
    year = ExtractYear(Coalesce("case__round__entered_on", "case__round__planned_from_on"))
    right = Q(issued_on=F("case__issued_on"), subdistrict=F("case__unit"), year=year)
    return RectificationItem.objects.exclude(right).order_by("case", "number")


def outside_their_unit() -> dict[str, QuerySet]:
    """Cases and items that stand in another scope than a unit's own, by what they are called: whoever sees all of
    those sees every case and item, without a scope being read (`always_of_kind`)."""
    things = {"case in a scope": RectificationCase.objects, "item in a scope": RectificationItem.objects}
    return {kind: rows.exclude(scope__kind=ScopeKind.UNIT).order_by("pk") for kind, rows in things.items()}
