"""Words are found by an index of pairs of signs (docs/adr/0033).

Two Chinese characters are what people type, and no index of words or of three signs serves them. So the database
keeps of some columns every pair of neighbouring signs. It does so by itself, whoever writes the row and however many
at once: a generated column on PostgreSQL, a table filled by triggers on SQLite (core/engines). The pairs only narrow;
what counts as found is still that one column holds the words.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Exists, Field, Lookup, Model, OuterRef, Q, QuerySet

from core.engines import Table, engine

# Parts of what is typed that are looked for one by one; the rest counts as one.
MOST_PARTS = 4
# Things of another table that are looked up before the rows that name them. More of them means that a good part of the
# rows is meant, which is seen soonest by asking row after row.
MOST_LOOKED_UP = 1000

_looked_up: ContextVar[dict[str, list[Any]] | None] = ContextVar("looked_up", default=None)

SEARCHED: dict[type[Model], tuple[str, ...]] = {}


def register_searched(model: type[Model], *columns: str) -> None:
    """The columns of its texts in which words are looked for."""
    SEARCHED[model] = columns


@Field.register_lookup
class Spelled(Lookup):
    """`pk__spelled=words`: rows whose searched columns hold every pair of signs of the words. Only of the row's own
    table: a key that stands in another is no longer a column of it."""

    lookup_name = "spelled"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        # The table as this statement calls it.
        alias, _dot, _name = column.rpartition(".")
        sql, more = engine(connection.vendor).condition(alias, column, self.lhs.target.model._meta.db_table, self.rhs)
        return sql, (*params, *more)


def parts_of(words: str) -> list[str]:
    """What is typed with spaces between is looked for part by part, in whatever order and column."""
    return words.split(None, MOST_PARTS - 1)


def spelled(model: type[Model], words: str) -> Q:
    """Rows of this model of which a searched column holds the words, in any case of letters; they
    are of one line. Up to two signs are a
    pair, or its beginning, and need not be looked at again."""
    if not words:
        return Q()
    found = Q(pk__spelled=words)
    if len(words) > 2:
        found &= reduce(or_, (Q(**{f"{column}__icontains": words}) for column in SEARCHED[model]))
    return found


def bearing(model: type[Model], words: str) -> Q:
    """As `spelled`, for the rows of long lists. Few are looked up first: told to look for a word that hardly stands
    anywhere, the planner would walk the list in its order to its end."""
    said = spelled(model, words)
    keys = _keys(model._base_manager.filter(said).order_by().values_list("pk", flat=True)[: MOST_LOOKED_UP + 1])
    return said if len(keys) > MOST_LOOKED_UP else Q(pk__in=keys)


def whose(path: str, things: QuerySet, key: str = "pk") -> Q:
    """Rows that name one of these things at `path`; `key` is the column of the things it is compared with. Few are
    looked up here, so that the rows are found by an index of theirs."""
    keys = _keys(things.order_by().values_list(key, flat=True)[: MOST_LOOKED_UP + 1])
    if len(keys) <= MOST_LOOKED_UP:
        return Q(**{f"{path}__in": set(keys)})
    return Q(Exists(things.order_by().filter(**{key: OuterRef(path)})))


@contextmanager
def looked_up_once() -> Iterator[None]:
    """What several searches for the same words look up inside, such as units of that name, is read once."""
    token = _looked_up.set({})
    try:
        yield
    finally:
        _looked_up.reset(token)


def _keys(asked: QuerySet) -> list[Any]:
    known = _looked_up.get()
    if known is None:
        return list(asked)
    try:
        told = str(asked.query)
    except EmptyResultSet:
        return []
    if told not in known:
        known[told] = list(asked)
    return known[told]


def install(sender: Any, using: str, **kwargs: Any) -> None:
    """Lay the index in wherever it is missing or of another making, and fill it. After every migrate."""
    connection = connections[using]
    with connection.cursor() as cursor:
        engine(connection.vendor).install(cursor, tables())


def tables() -> list[Table]:
    """What is searched, for the engines."""
    return [Table(model._meta.db_table, str(model._meta.pk.column), columns) for model, columns in SEARCHED.items()]
