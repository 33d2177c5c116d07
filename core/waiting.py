"""What the sources of work find, read no further than a page shows and a person counts (DESIGN §8): of each its first
things, and how many there are, up to `MOST_COUNTED`. All of them are asked in one statement, for keys alone; the rows
are read of those that have some."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Count, QuerySet, TextField
from django.db.models.functions import Cast

from core.access import Access
from core.paging import MOST_COUNTED
from core.queries.scoped import ScopedQuerySet

# Things of one source that a page names.
SHOWN = 8


@dataclass(frozen=True)
class Parts:
    """Work that lies in the parts of things: a task for each thing with some of them, which is told how many as
    `waiting`. `rows` are the parts as far as the person sees them, `by` the field of their thing, `holders` the things
    with what their names read."""

    rows: QuerySet
    by: str
    holders: QuerySet


# What `find` of a source gives: rows of the database, still to be read; their parts; or what it made itself.
Found = QuerySet | Parts | Iterable[Any]


@dataclass(frozen=True)
class Waiting:
    """The first things of a source, and how much waits in all of them: exact, or `is_more` than `count`."""

    things: list[Any]
    count: int
    is_more: bool = False


@dataclass(frozen=True)
class Statement:
    """What reads the keys of a source: `sql` is empty where nothing can be found. `alias` names the database."""

    sql: str
    values: tuple[Any, ...]
    alias: str


@dataclass(frozen=True)
class Asked:
    """`permits` is asked for each thing where the right does not hold everywhere and the database cannot tell where it
    does; else it is None."""

    found: Found
    count: Callable[[Any], int]
    permits: Callable[[Any], bool] | None

    @property
    def statement(self) -> Statement | None:
        """None where the found things are there already, or have to be looked at one by one."""
        if isinstance(self.found, Parts):
            return statement_of(self.found.rows, self.found.by)
        is_told = isinstance(self.found, QuerySet) and self.permits is None
        return statement_of(cast(QuerySet, self.found)) if is_told else None


@dataclass(frozen=True)
class Question:
    """A source, as one person asks it. `ask` looks anew; `statement` is known before where it is always the same."""

    ask: Callable[[], Asked]
    statement: Statement | None = None


def asked_of(found: Found, permission: str, access: Access, *, count: Callable[[Any], int]) -> Asked:
    """What is found, as far as the person holds the right in one of its scopes. Of scoped rows the database says so:
    their `scope_ids` are what their `scope_paths` lead to."""
    if permission in access.everywhere:
        return Asked(found, count, None)
    held = access.holding(permission)
    if isinstance(found, Parts) and isinstance(found.rows, ScopedQuerySet):
        holders, way = cast(ScopedQuerySet, found.holders), found.by.removesuffix("_id")
        rows = found.rows.filter(found.rows.reach(held, [f"{way}__{path}" for path in holders.scope_paths]))
        return Asked(Parts(rows, found.by, holders.filter(holders.reach(held, holders.scope_paths))), count, None)
    if isinstance(found, ScopedQuerySet):
        return Asked(found.filter(found.reach(held, found.scope_paths)), count, None)
    return Asked(found, count, lambda thing: access.permits(permission, getattr(thing, "scope_ids", ())))


def read_all(questions: Sequence[Question]) -> list[Waiting]:
    """What each found, in their order. One statement for all, and two more at most for each that found something."""
    return [
        _told(question.ask(), keys) if keys else _looked_at(question.ask()) if keys is None else Waiting([], 0)
        for question, keys in _asked(questions)
    ]


def count_all(questions: Sequence[Question]) -> list[Waiting]:
    """The same without the things: one statement for all that the database can count."""
    return [
        _looked_at(question.ask()) if keys is None else _counted([], len(keys)) for question, keys in _asked(questions)
    ]


def _asked(questions: Sequence[Question]) -> Iterator[tuple[Question, list[str] | None]]:
    """Each with the keys of what it found; None where it has no statement."""
    found = keys_of([question.statement for question in questions])
    for question, keys in zip(questions, found, strict=True):
        yield question, None if question.statement is None else keys


def statement_of(rows: QuerySet, name: str = "pk") -> Statement:
    keys = rows.order_by().values_list(Cast(name, TextField()), flat=True)
    try:
        sql, values = keys.query.sql_with_params()
    except EmptyResultSet:
        return Statement("", (), rows.db)
    return Statement(sql, tuple(values), rows.db)


def keys_of(statements: Sequence[Statement | None]) -> list[list[str]]:
    """The first keys of each, in a single statement."""
    found: list[list[str]] = [[] for _each in statements]
    parts: list[str] = []
    params: list[Any] = []
    for number, one in enumerate(statements):
        if one is not None and one.sql:
            limited = f"{one.sql} LIMIT {MOST_COUNTED + 1}"
            parts.append(f"SELECT {number} AS source, one.* FROM ({limited}) AS one")  # noqa: S608  compiled
            params += one.values
            alias = one.alias
    if parts:
        with connections[alias].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            for number, key in cursor.fetchall():
                found[number].append(key)
    return found


def _told(one: Asked, keys: list[str]) -> Waiting:
    if isinstance(one.found, Parts):
        return _of_parts(one, keys, one.found)
    return _of_rows(keys, cast(QuerySet, one.found))


def _looked_at(one: Asked) -> Waiting:
    found = cast(Iterable[Any], one.found)
    things = list(found[: MOST_COUNTED + 1] if isinstance(found, QuerySet) else islice(found, MOST_COUNTED + 1))
    things = [thing for thing in things if one.permits is None or one.permits(thing)]
    # Rows are one each, whatever they hold.
    return _counted(things, len(things) if isinstance(found, QuerySet) else sum(map(one.count, things)))


def _of_rows(keys: list[str], found: QuerySet) -> Waiting:
    """Of those read: beyond `MOST_COUNTED` there may be others that come before them. To find which do would take
    all there are."""
    if found.query.distinct:
        return _counted(list(found[:SHOWN]), len(keys))
    few = found.filter(pk__in=keys)
    if len(keys) > SHOWN:
        # Which come first is asked without what is joined to each of them.
        first = few.select_related(None).prefetch_related(None)
        few = found.filter(pk__in=list(first.values_list("pk", flat=True)[:SHOWN]))
    return _counted(list(few), len(keys))


def _of_parts(one: Asked, keys: list[str], found: Parts) -> Waiting:
    counts = Counter(keys)
    shown = list(found.holders.filter(pk__in=list(islice(counts, SHOWN))))
    if len(keys) > MOST_COUNTED:
        # The last of those read may have more than was read.
        of_shown = found.rows.order_by().filter(**{f"{found.by}__in": [holder.pk for holder in shown]})
        told = dict(of_shown.values_list(found.by).annotate(Count("pk")))
        for holder in shown:
            holder.waiting = told[holder.pk]
    else:
        for holder, key in zip(shown, _texts(shown, counts), strict=True):
            holder.waiting = counts[key]
    return _counted(shown, len(keys))


def _texts(holders: Sequence[Any], counts: Counter) -> list[str]:
    """The keys of these as the statement told them; engines write them in different ways."""
    by_key = {holders[0]._meta.pk.to_python(text): text for text in counts} if holders else {}
    return [by_key[holder.pk] for holder in holders]


def _counted(things: list[Any], total: int) -> Waiting:
    return Waiting(things[:SHOWN], min(total, MOST_COUNTED), total > MOST_COUNTED)
