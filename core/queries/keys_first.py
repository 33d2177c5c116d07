"""Rows of which a page first asks the keys, and then reads them by these (DESIGN §8).

What a list shows of its rows joins many tables, and is the same whatever it is filtered and ordered by: it is compiled
once (core.queries.asked_alike). What is filtered and ordered changes with each click, and names little more than keys:
that is soon compiled, and soon planned."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

ReadByKeys = Callable[[Sequence[Any]], Iterable[Any]]


def own_fields(model: type[Model]) -> list[str]:
    """For `only()`: all of the thing itself, where little is told of what it names."""
    return [field.name for field in model._meta.concrete_fields]


def keys_first(found: QuerySet, read: ReadByKeys) -> QuerySet:
    """The same rows in the same order, each as `read(keys)` gives it, with what the queryset annotates. They are asked
    no condition again, since the keys were found under all of them; one that is gone meanwhile is left out."""
    asked: Any = found.select_related(None).prefetch_related(None)
    asked._iterable_class = type("KeysFirst", (_KeysFirst,), {"read": staticmethod(read)})
    return asked


class _KeysFirst(ModelIterable):
    read: ReadByKeys

    def __iter__(self) -> Iterator[Any]:
        names = tuple(self.queryset.query.annotation_select)
        told = {pk: values for pk, *values in self.queryset.values_list("pk", *names)}
        rows = {row.pk: row for row in self.read(list(told))} if told else {}
        for pk, values in told.items():
            if pk in rows:
                vars(rows[pk]).update(zip(names, values, strict=True))
                yield rows[pk]
