"""Rows of which a page first asks the keys, and then reads them by these (DESIGN §8).

What a list shows of its rows joins many tables, and is the same whatever it is filtered and ordered by: it is compiled
once (core.queries.asked_alike). What is filtered and ordered changes with each click, and names little more than keys:
that is soon compiled, and soon planned."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet, Subquery
from django.db.models.query import ModelIterable

ReadByKeys = Callable[[Sequence[Any]], Iterable[Any]]

# The first rows; the last of so many, if it is there, with how many there are in all.
_COUNTED = """SELECT listed.*, CASE WHEN ROW_NUMBER() OVER () = {shown}
THEN (SELECT COUNT(*) FROM ({counted}) AS counted) END FROM ({sql}) AS listed"""


def own_fields(model: type[Model]) -> list[str]:
    """For `only()`: all of the thing itself but what is long (ADR 53), where little is told of what it names."""
    heavy = getattr(model, "HEAVY", ())
    return [field.name for field in model._meta.concrete_fields if field.name not in heavy]


def keys_first(found: QuerySet, read: ReadByKeys, *, counts_in_order: bool = False) -> QuerySet:
    """The same rows in the same order, each as `read(keys)` gives it, with what the queryset annotates. They are asked
    no condition again, since the keys were found under all of them; one that is gone meanwhile is left out.
    `counts_in_order` is for a list whose rows are soonest counted in its order, though that makes no difference to
    their number: each is found by an index of what names it, where to look through all that does is dear."""
    asked: Any = found.select_related(None).prefetch_related(None)
    said = {"read": staticmethod(read), "counts_in_order": counts_in_order}
    asked._iterable_class = type("KeysFirst", (_KeysFirst,), said)
    return asked


class _KeysFirst(ModelIterable):
    read: ReadByKeys
    counts_in_order: bool

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


def is_keys_first(found: QuerySet) -> bool:
    return issubclass(found._iterable_class, _KeysFirst)


def same_rows(found: QuerySet, bare: QuerySet) -> QuerySet:
    """Of a list that is read keys first: its rows, which are those of `bare`, in its order. Itself, where it tells
    more of each than these can say."""
    query = found.query
    told = query.annotation_select
    if not all(isinstance(each, Subquery) and not each.get_external_cols() for each in told.values()):
        return found
    same: Any = bare.order_by(*(query.order_by or query.get_meta().ordering)).annotate(**told)
    same._iterable_class = found._iterable_class
    return same


def rows_and_count(found: QuerySet, shown: int, most: int) -> tuple[list[Any], int]:
    """Of a list that is read keys first: so many rows in its order, and how many there are, no further than `most`.
    Both by one statement, which counts only where there may be more than are shown."""
    names = tuple(found.query.annotation_select)
    reader: Any = found._iterable_class
    counted = (found if reader.counts_in_order else found.order_by()).values_list("pk")[:most]
    compiler: Any = found.values_list("pk", *names)[:shown].query.get_compiler(found.db)
    try:
        sql, values = compiler.as_sql()
        counted_sql, counted_values = counted.query.get_compiler(found.db).as_sql()
    except EmptyResultSet:
        return [], 0
    both = _COUNTED.format(shown=shown, counted=counted_sql, sql=sql), (*counted_values, *values)
    compiler.as_sql = lambda *args, **kwargs: both
    told = list(compiler.results_iter(tuple_expected=True))
    rows = list(reader.told([row[:-1] for row in told], names))
    return rows, told[-1][-1] if len(told) == shown else len(told)
