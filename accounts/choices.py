"""Units as the choices of a list's filter."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from accounts.models import Unit
from core.access import Person
from core.choices import ThingFilter
from core.searching import spelled


def _named(units: QuerySet[Unit], words: str) -> QuerySet[Unit]:
    return units.filter(spelled(Unit, words))


class UnitChoice(ThingFilter):
    """One unit: of a list while they are few, else by its name, long or short. Either of those that `things` gives, or
    of those that stand at `path` in the rows of `model` that this person sees."""

    def __init__(
        self,
        *args: Any,
        things: Callable[..., QuerySet] | None = None,
        model: type[Model] | None = None,
        path: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, things=things or _units_seen, named=_named, **kwargs)
        if things is None:
            self.asked = (model, path)


def _units_seen(user: Person, model: Any, path: str) -> QuerySet[Unit]:
    """Of whoever sees whole kinds of scope each unit is asked for, and the first that are found are enough; of whoever
    sees a few scopes their rows are read first, since most units stand in none of them."""
    if user.access.kinds:
        return units_of(model.objects.visible_to(user), path)
    return units_of_few(model.objects.visible_by_path(user), path)


def units_of(rows: QuerySet, path: str) -> QuerySet[Unit]:
    """The units that stand in some of these rows, at `path`; those of no other are nobody's business. With their names
    alone."""
    return _named_alone(Unit.objects.filter(Exists(rows.order_by().filter(**{path: OuterRef("pk")}))))


def units_of_few(parts: Iterable[QuerySet], path: str) -> QuerySet[Unit]:
    """The same for rows that are few among those of their table, in several parts."""
    found = (Q(pk__among=rows.order_by().values(path).distinct()) for rows in parts)
    return _named_alone(Unit.objects.filter(reduce(or_, found)))


def _named_alone(units: QuerySet[Unit]) -> QuerySet[Unit]:
    return units.only("name", "short_name")
