"""What the sources of work find, read no further than a page shows and a person counts (DESIGN §8): of each its first
things, and how many there are, up to `MOST_COUNTED`. All of them are asked in one statement, for keys alone; then the
rows of those that have some are read in another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, cast

from django.db.models import Model, QuerySet

from core.access import Access
from core.paging import MOST_COUNTED
from core.queries.later import Batch, Gathered, Later
from core.queries.read_along import Reads, only_fields, reads_of, things_of
from core.queries.scoped import ScopedQuerySet
from core.queries.together import Firsts, Statement, counts_by, counts_of, firsts_of, rows_of, statement_of

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


# What `find` of a source gives: rows of the database, still to be read; their parts; what is told from other rows; or
# what it made itself.
Found = QuerySet | Parts | Gathered[Iterable[Any]] | Iterable[Any]


@dataclass(frozen=True)
class Waiting:
    """The first things of a source, and how much waits in all of them: exact, or `is_more` than `count`."""

    things: list[Any]
    count: int
    is_more: bool = False


@dataclass(frozen=True)
class Told:
    """What a source asks of the database: `statement` finds keys, `reads` the things with these keys."""

    statement: Statement
    # How to read them is no part of what is asked.
    reads: Reads = field(compare=False)
    is_of_parts: bool = False


@dataclass(frozen=True)
class Asked:
    """`permits` is asked for each thing where the right does not hold everywhere and the database cannot tell where it
    does; else it is None. `named` tells the fields that a thing's name reads, none where that is not known."""

    found: Found
    count: Callable[[Any], int]
    permits: Callable[[Any], bool] | None
    named: Callable[[type[Model]], Sequence[str]] = lambda model: ()

    @property
    def told(self) -> Told | None:
        """None where the found things are there already, or have to be looked at one by one."""
        if isinstance(self.found, Parts):
            # Whether the person sees the things themselves is asked of them.
            reads = reads_of(self._named(self.found.holders), is_known=False)
            return Told(statement_of(self.found.rows, self.found.by), reads, is_of_parts=True)
        if isinstance(self.found, QuerySet) and self.permits is None:
            return Told(statement_of(self.found, is_ordered=True), reads_of(self._named(self.found), is_known=True))
        return None

    def _named(self, things: QuerySet) -> QuerySet:
        fields = self.named(things.model)
        return only_fields(things, fields) if fields else things


@dataclass(frozen=True)
class Question:
    """A source, as one person asks it. `ask` looks anew; `told` is known before where it is always the same."""

    ask: Callable[[], Asked]
    told: Told | None = None

    @property
    def statement(self) -> Statement | None:
        return self.told.statement if self.told else None


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


def read_all(questions: Sequence[Question], batch: Batch) -> list[Waiting]:
    """What each found, in their order. One statement for all, and one more for the things, with what else the page
    asks in its batch."""
    gathered = _gathered(questions, batch)
    found = firsts_of([question.statement for question in questions], SHOWN)
    firsts = _recounted(questions, found)
    wanted = [
        (question.told.reads, list(first.keys)) if question.told else None
        for question, first in zip(questions, firsts, strict=True)
    ]
    things = batch.later(things_of(wanted)).told
    return [
        _waiting(question.told, first, few) if question.told else _looked_at(question.ask(), later)
        for question, first, few, later in zip(questions, firsts, things, gathered, strict=True)
    ]


def count_all(questions: Sequence[Question], batch: Batch) -> list[Waiting]:
    """The same without the things: one statement for all that the database can count."""
    gathered = _gathered(questions, batch)
    counts = counts_of([question.statement for question in questions])
    return [
        _looked_at(question.ask(), later) if question.told is None else _counted([], count)
        for question, count, later in zip(questions, counts, gathered, strict=True)
    ]


def _gathered(questions: Sequence[Question], batch: Batch) -> list[Later[Iterable[Any]] | None]:
    """Of the sources that tell something from rows of other things."""
    found = [None if question.told else question.ask().found for question in questions]
    return [batch.later(one) if isinstance(one, Gathered) else None for one in found]


def _recounted(questions: Sequence[Question], firsts: Sequence[Firsts]) -> list[Firsts]:
    """Of parts beyond what is counted, the things shown may have more than was read."""
    is_long = [
        question.told is not None and question.told.is_of_parts and first.in_all > MOST_COUNTED
        for question, first in zip(questions, firsts, strict=True)
    ]
    counts: list[dict[str, int]] = [{} for _each in firsts]
    statements = [
        _counting(cast(Parts, question.ask().found), first) if is_asked else None
        for question, first, is_asked in zip(questions, firsts, is_long, strict=True)
    ]
    for number, key, count in rows_of(statements):
        counts[number][key] = count
    return [replace(first, keys=first.keys | more) for first, more in zip(firsts, counts, strict=True)]


def _counting(parts: Parts, first: Firsts) -> Statement:
    pk = parts.holders.model._meta.pk
    of_shown = parts.rows.filter(**{f"{parts.by}__in": [pk.to_python(key) for key in first.keys]})
    return counts_by(of_shown, parts.by)


def _waiting(told: Told, first: Firsts, things: Mapping[str, Any]) -> Waiting:
    if not told.is_of_parts:
        return _counted([things[key] for key in first.keys if key in things], first.in_all)
    # Another source may tell another number of the same thing.
    holders = {key: copy(thing) for key, thing in things.items()}
    for key, holder in holders.items():
        holder.waiting = first.keys[key]
    return _counted(list(holders.values()), first.in_all)


def _looked_at(one: Asked, later: Later[Iterable[Any]] | None) -> Waiting:
    found = later.told if later is not None else cast(Iterable[Any], one.found)
    things = list(found[: MOST_COUNTED + 1] if isinstance(found, QuerySet) else islice(found, MOST_COUNTED + 1))
    things = [thing for thing in things if one.permits is None or one.permits(thing)]
    # Rows are one each, whatever they hold.
    return _counted(things, len(things) if isinstance(found, QuerySet) else sum(map(one.count, things)))


def _counted(things: list[Any], total: int) -> Waiting:
    return Waiting(things[:SHOWN], min(total, MOST_COUNTED), total > MOST_COUNTED)
