"""Several querysets asked in one statement, for their keys alone and no further than a person counts (DESIGN §8)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Count, OrderBy, QuerySet, TextField
from django.db.models.functions import Cast

from core.paging import MOST_COUNTED

# The keys of one, with how often each stands there; the first come first. `in_all` are the rows of all keys.
_FIRSTS = """SELECT * FROM (SELECT {number} AS source, told_key, COUNT(*) AS often, SUM(COUNT(*)) OVER () AS in_all,
MIN(place) AS first_place FROM (SELECT told_key, ROW_NUMBER() OVER ({order}) AS place FROM ({sql} LIMIT {most}) AS few)
AS placed GROUP BY told_key ORDER BY first_place LIMIT {shown}) AS one"""
_COUNT = "SELECT {number} AS source, COUNT(*) AS in_all FROM ({sql} LIMIT {most}) AS one"
_ALL = "SELECT {number} AS source, one.* FROM ({sql}) AS one"


@dataclass(frozen=True)
class Statement:
    """What reads the keys of some rows: `sql` is empty where nothing can be found. `alias` names the database. `order`
    is that of the rows, whose values stand beside the key."""

    sql: str
    values: tuple[Any, ...]
    alias: str
    order: str = ""


@dataclass(frozen=True)
class Firsts:
    """The first keys, each with its number of rows; `in_all` are the rows of all keys, at most one more than is
    counted."""

    keys: dict[str, int] = field(default_factory=dict)
    in_all: int = 0


def statement_of(rows: QuerySet, name: str = "pk", *, is_ordered: bool = False) -> Statement:
    plain = rows.select_related(None).prefetch_related(None)
    keys = plain.annotate(told_key=Cast(name, TextField())).values_list("told_key")
    terms = _terms(keys) if is_ordered else []
    query = keys.query
    query.clear_ordering(force=True)
    for place, term in enumerate(terms):
        query.add_annotation(term.expression, f"by_{place}")
    order = ", ".join(_direction(f"by_{place}", term) for place, term in enumerate(terms))
    return _compiled(keys, f"ORDER BY {order}" if order else "")


def counts_by(rows: QuerySet, name: str) -> Statement:
    """How many of the rows belong to each thing that `name` leads to."""
    keys = rows.order_by().annotate(told_key=Cast(name, TextField())).values("told_key")
    return _compiled(keys.annotate(often=Count("pk")).values_list("told_key", "often"))


def _compiled(rows: QuerySet, order: str = "") -> Statement:
    try:
        sql, values = rows.query.get_compiler(rows.db).as_sql()
    except EmptyResultSet:
        return Statement("", (), rows.db)
    return Statement(sql, tuple(values), rows.db, order)


def _terms(keys: QuerySet) -> list[OrderBy]:
    """What the rows are ordered by, joined to them."""
    compiler = keys.query.get_compiler(keys.db)
    compiler.setup_query()
    return [term for term, _sql in compiler.get_order_by()]


def _direction(column: str, term: OrderBy) -> str:
    nulls = " NULLS FIRST" if term.nulls_first else " NULLS LAST" if term.nulls_last else ""
    return f"{column} {'DESC' if term.descending else 'ASC'}{nulls}"


def counts_of(statements: Sequence[Statement | None]) -> list[int]:
    """How many rows each has, at most one more than is counted."""
    found = [0] * len(statements)
    for number, in_all in _told(statements, _COUNT):
        found[number] = in_all
    return found


def firsts_of(statements: Sequence[Statement | None], shown: int) -> list[Firsts]:
    """The first of each in their order. Beyond what is counted there may be others that come before them: to find
    which do would take all there are."""
    rows: list[list[tuple]] = [[] for _each in statements]
    for number, *told in _told(statements, _FIRSTS, shown=shown):
        rows[number].append(tuple(told))
    return [_firsts(sorted(told, key=itemgetter(3))) for told in rows]


def _firsts(told: Sequence[tuple]) -> Firsts:
    return Firsts({key: often for key, often, *_of_all in told}, int(told[0][2])) if told else Firsts()


def rows_of(statements: Sequence[Statement | None]) -> list[tuple]:
    """Every row of each, behind the place of its statement."""
    return _told(statements, _ALL)


def _told(statements: Sequence[Statement | None], form: str, **said: Any) -> list[tuple]:
    parts: list[str] = []
    values: list[Any] = []
    for number, one in enumerate(statements):
        if one is not None and one.sql:
            parts.append(form.format(number=number, sql=one.sql, order=one.order, most=MOST_COUNTED + 1, **said))
            values += one.values
            alias = one.alias
    if not parts:
        return []
    with connections[alias].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return cursor.fetchall()
