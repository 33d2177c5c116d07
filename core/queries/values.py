"""Which texts a column holds, without reading every row (DESIGN §8)."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet, Value
from django.db.models.expressions import RawSQL

# A compiled statement of one column named `told`, and its values; None where it can find nothing.
Statement = tuple[str, Sequence[Any]] | None


def together(*statements: Statement) -> list[list[str]]:
    """What each of these finds, as texts in its own order, all of them asked at once."""
    found: list[list[str]] = [[] for _each in statements]
    asked = [(place, each) for place, each in enumerate(statements) if each is not None]
    if not asked:
        return found
    parts = " UNION ALL ".join(
        f"SELECT {place} AS place, ROW_NUMBER() OVER () AS rank, CAST(part.told AS text) AS told "  # noqa: S608  compiled
        f"FROM ({sql}) AS part"
        for place, (sql, _params) in asked
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place, told FROM ({parts}) AS parts ORDER BY place, rank",  # noqa: S608  compiled
            [value for _place, (_sql, params) in asked for value in params],
        )
        for place, told in cursor.fetchall():
            found[place].append(told)
    return found


def told_by(queryset: QuerySet) -> Statement:
    """The statement of a queryset of one column named `told`."""
    try:
        return queryset.query.sql_with_params()
    except EmptyResultSet:
        return None


def keys_of_each(querysets: Sequence[QuerySet]) -> list[set[Any]]:
    """The primary keys of the rows of each, all of them asked at once."""
    found: list[set[Any]] = [set() for _each in querysets]
    for place, key in placed_keys(querysets) if querysets else ():
        found[place].add(key)
    return found


def placed_keys(querysets: Sequence[QuerySet]) -> QuerySet:
    """Pairs of the place of a queryset among these and the primary key of a row of it."""
    first, *others = (
        queryset.order_by().annotate(asked_at=Value(place)).values_list("asked_at", "pk")
        for place, queryset in enumerate(querysets)
    )
    return first.union(*others, all=True) if others else first


def first_values(queryset: QuerySet, column: str, beginning: str, most: int) -> Statement:
    """The texts of the column that begin so, "" left out, in their order, each once, at most `most`.

    One statement that leaps from each text to the next, so it costs as many look-ups in the column's index as
    there are texts to tell, however many rows bear each. For querysets that hold most of a table.
    """
    found = queryset.order_by(column).filter(**{f"{column}__startswith": beginning} if beginning else {})
    first = told_by(found.filter(**{f"{column}__gt": ""}).annotate(told=F(column)).values("told")[:1])
    following = told_by(found.filter(**{f"{column}__gt": RawSQL("known.told", ())}).values(column)[:1])
    if first is None or following is None:
        return None
    first_sql, first_params = first
    next_sql, next_params = following
    return (
        f"WITH RECURSIVE known(told) AS (SELECT * FROM ({first_sql}) AS first UNION ALL "  # noqa: S608  compiled
        f"SELECT ({next_sql}) FROM known WHERE told IS NOT NULL) "
        f"SELECT told FROM known WHERE told IS NOT NULL LIMIT {int(most)}",
        [*first_params, *next_params],
    )


def few_values(queryset: QuerySet, column: str, beginning: str, most: int) -> Statement:
    """The same for querysets of few rows, which are all read."""
    found = queryset.filter(**{f"{column}__startswith": beginning} if beginning else {}).exclude(**{column: ""})
    return told_by(found.order_by(column).annotate(told=F(column)).values("told").distinct()[:most])
