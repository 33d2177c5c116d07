"""Rows of which a page first asks the keys, and then reads them by these (DESIGN §8).

What a list shows of its rows joins many tables, and is the same whatever it is filtered and ordered by: it is compiled
once (core.queries.asked_alike). What is filtered and ordered changes with each click, and names little more than keys:
that is soon compiled, and soon planned."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet, Subquery
from django.db.models.query import ModelIterable

ReadByKeys = Callable[[Sequence[Any]], Iterable[Any]]

# The first rows, each with how many there are.
_COUNTED = "SELECT listed.*, COUNT(*) OVER () FROM ({sql}) AS listed LIMIT {shown}"


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
        return self.told(self.queryset.values_list("pk", *names), names)

    @classmethod
    def told(cls, found: Iterable[tuple[Any, ...]], names: Sequence[str]) -> Iterator[Any]:
        told = {pk: values for pk, *values in found}
        rows = {row.pk: row for row in cls.read(list(told))} if told else {}
        for pk, values in told.items():
            if pk in rows:
                vars(rows[pk]).update(zip(names, values, strict=True))
                yield rows[pk]


def tells_its_count(found: QuerySet) -> bool:
    """Whether `rows_and_count` reads no more than a count would: keys, and what is the same for every row."""
    told = found.query.annotation_select.values()
    is_same = all(isinstance(each, Subquery) and not each.get_external_cols() for each in told)
    return issubclass(found._iterable_class, _KeysFirst) and is_same


def same_of(found: QuerySet, bare: QuerySet) -> QuerySet:
    """Of a list that `tells_its_count`: its rows, which are those of `bare`, in its order and with what it tells."""
    query = found.query
    same: Any = bare.order_by(*(query.order_by or query.get_meta().ordering)).annotate(**query.annotation_select)
    same._iterable_class = found._iterable_class
    return same


def rows_and_count(found: QuerySet, shown: int, most: int) -> tuple[list[Any], int]:
    """The first of these rows in their order, and how many there are, no further than `most`: by one statement, since
    both lead through the same rows."""
    names = tuple(found.query.annotation_select)
    keys = found.values_list("pk", *names)[:most]
    compiler: Any = keys.query.get_compiler(keys.db)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return [], 0
    compiler.as_sql = lambda *args, **kwargs: (_COUNTED.format(sql=sql, shown=shown), values)
    told = list(compiler.results_iter(tuple_expected=True))
    rows = cast(Any, found._iterable_class).told([row[:-1] for row in told], names)
    return list(rows), told[0][-1] if told else 0
