"""Which texts a column holds, without reading every row (DESIGN §8)."""

from django.db import connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL


def first_values(queryset: QuerySet, column: str, beginning: str, most: int) -> list[str]:
    """The texts of the column that begin so, "" left out, in their order, each once, at most `most`.

    One statement that leaps from each text to the next, so it costs as many look-ups in the column's index as
    there are texts to tell, however many rows bear each. For querysets that hold most of a table.
    """
    found = queryset.order_by(column).filter(**{f"{column}__startswith": beginning} if beginning else {})
    first = found.filter(**{f"{column}__gt": ""}).values(column)[:1]
    following = found.filter(**{f"{column}__gt": RawSQL("known.told", ())}).values(column)[:1]
    first_sql, first_params = first.query.sql_with_params()
    next_sql, next_params = following.query.sql_with_params()
    with connections[queryset.db].cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE known(told) AS (SELECT * FROM ({first_sql}) AS first UNION ALL "  # noqa: S608  compiled
            f"SELECT ({next_sql}) FROM known WHERE told IS NOT NULL) "
            f"SELECT told FROM known WHERE told IS NOT NULL LIMIT {int(most)}",
            [*first_params, *next_params],
        )
        return [told for (told,) in cursor.fetchall()]


def few_values(queryset: QuerySet, column: str, beginning: str, most: int) -> list[str]:
    """The same for querysets of few rows, which are all read."""
    found = queryset.filter(**{f"{column}__startswith": beginning} if beginning else {}).exclude(**{column: ""})
    return list(found.order_by(column).values_list(column, flat=True).distinct()[:most])
