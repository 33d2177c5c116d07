"""Units as the choices of a list's filter."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Unit
from core.choices import ThingFilter
from core.searching import spelled


def _named(units: QuerySet[Unit], words: str) -> QuerySet[Unit]:
    return units.filter(spelled(Unit, words))


class UnitChoice(ThingFilter):
    """One unit: of a list while they are few, else by its name, long or short."""

    def __init__(self, *args: Any, queryset: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, queryset=Unit.objects.none() if queryset is None else queryset, named=_named, **kwargs)


def units_of(rows: QuerySet, path: str) -> QuerySet[Unit]:
    """The units that stand in some of these rows, at `path`; those of no other are nobody's business."""
    return Unit.objects.filter(Exists(rows.order_by().filter(**{path: OuterRef("pk")})))
