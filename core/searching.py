"""Words are found by an index of pairs of signs (docs/adr/0033).

Two Chinese characters are what people type, and no index of words or of three signs serves them. So the database
keeps of some columns every pair of neighbouring signs. It does so by itself, whoever writes the row and however many
at once: a generated column on PostgreSQL, a table filled by triggers on SQLite (core/engines). The pairs only narrow;
what counts as found is still that one column holds the words.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Exists, Field, ForeignKey, Lookup, Model, OuterRef, Q, QuerySet
from django.utils.functional import cached_property

from core.engines import Table, engine
from core.typed_words import Typed

# Things of another table that are looked up before the rows that name them. More of them means that a good part of the
# rows is meant, which is seen soonest by asking row after row.
MOST_LOOKED_UP = 1000

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


@dataclass(frozen=True)
class Keys:
    """Keys that were looked up, as the engine takes them back; `is_more`: there are too many to name them."""

    told: "str | StandIn"
    count: int

    @property
    def is_more(self) -> bool:
        return self.count > MOST_LOOKED_UP


@dataclass(frozen=True)
class StandIn:
    """Stands in a statement that is kept for what is told when it is asked: of what, and which of these."""

    of: str
    place: int


@dataclass(frozen=True)
class LookedUp:
    """What was looked up, by the statements that did it. `told` is what they are told in place of values that stand
    in for others (core.word_forms)."""

    keys: dict[tuple[str, tuple[Any, ...]], Keys] = field(default_factory=dict)
    told: dict[Any, Any] = field(default_factory=dict)


def told_in(values: Iterable[Any], told: Mapping[Any, Any]) -> tuple[Any, ...]:
    """The values of a statement, those that `told` names replaced."""
    return tuple(told.get(value, value) if told and isinstance(value, Hashable) else value for value in values)


_looked_up: ContextVar[LookedUp | None] = ContextVar("looked_up", default=None)


class OneOf(Lookup):
    """`path__one_of=Keys`."""

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection)
        return getattr(engine(connection.vendor), self.lookup_name)(column, kind), (*params, self.rhs.told)


class EachOf(OneOf):
    lookup_name = "each_of"


Field.register_lookup(OneOf)
Field.register_lookup(EachOf)
ForeignKey.register_lookup(OneOf)


@dataclass(frozen=True)
class Way:
    """One of the ways in which rows are meant: `path` of theirs is among the keys that `asked` finds. Of too many, a
    good part of the rows is meant, which is seen soonest by asking row after row, as `otherwise` does."""

    path: str
    asked: QuerySet
    otherwise: Q
    # Whether the keys are those of the rows themselves, which `asked` gives then.
    is_own: bool = False

    @cached_property
    def statement(self) -> tuple[str, tuple[Any, ...]] | None:
        """What reads the keys; None where none can be found."""
        try:
            keys = self.asked.values("pk") if self.is_own else self.asked
            sql, values = keys.order_by()[: MOST_LOOKED_UP + 1].query.sql_with_params()
        except EmptyResultSet:
            return None
        return sql, tuple(values)


def bears(model: type[Model], words: str) -> Way:
    """As `spelled`, for the rows of long lists."""
    return rows_that(model, spelled(model, words))


def rows_that(model: type[Model], said: Q) -> Way:
    """Rows of which this holds. Few are looked up first: told to look for what hardly any row bears, the planner would
    walk the list in its order to its end."""
    return Way("pk", model._base_manager.filter(said), said, is_own=True)


def _among(rows: QuerySet, said: Q) -> Way:
    """Looked for where they stand, such as in one round, unless another table tells that: whoever sees whole kinds of
    scopes sees nearly every row."""
    if sum(count > 0 for count in rows.query.alias_refcount.values()) > 1:
        return rows_that(rows.model, said)
    return _listed(rows, said)


def _listed(rows: QuerySet, said: Q) -> Way:
    """Looked for in the list alone, whatever tells what stands there: so they are counted as well."""
    return Way("pk", rows.filter(said), said, is_own=True)


def names(path: str, things: QuerySet, key: str = "pk") -> Way:
    """Rows that name one of these things at `path`; `key` is the column of the things it is compared with. Few are
    looked up first, so that the rows are found by an index of theirs."""
    return Way(path, things.values(key), Q(Exists(things.order_by().filter(**{key: OuterRef(path)}))))


def whose(path: str, things: QuerySet, key: str = "pk") -> Q:
    """The same by itself."""
    return meant([names(path, things, key)])


def meant(ways: Iterable[Way | Q]) -> Q:
    """Rows that one of the ways leads to. What they look up is read at once, in one statement."""
    ways = list(ways)
    with looked_up_once():
        read_at_once(ways)
        said = [way if isinstance(way, Q) else _found_by(way) for way in ways]
    return reduce(or_, (each for each in said if each is not None), Q(pk__in=[]))


def _found_by(way: Way, how: str = "one_of") -> Q | None:
    (keys,) = keys_of([way])
    if keys.is_more:
        return way.otherwise
    return Q(**{f"{way.path}__{how}": keys}) if keys.count else None


# The ways of each part of what is typed; every part has to be met.
Meaning = list[list[Way | Q]]


@dataclass(frozen=True)
class Search:
    """`meaning` says of words in which ways rows may be meant by them; it reads of them what core.typed_words tells,
    and nothing else."""

    meaning: Callable[[Typed], Meaning]

    def __call__(self, queryset: QuerySet, words: str) -> QuerySet:
        return narrowed(queryset, self.meaning(Typed(words)))


def narrowed(queryset: QuerySet, meaning: Meaning) -> QuerySet:
    """What is meant of the rows of a list, by two statements at the most: one for the things whose names are meant,
    one for the rows. Of words of one part it has counted them."""
    with looked_up_once():
        read_at_once(names_in(meaning))
        meant_rows = by_rows(queryset, meaning, _listed)
        found = met_by(queryset, meant_rows)
        if len(meaning) == 1 and meant_rows[0] is not meaning[0]:
            query: Any = found.query
            query.looked_up = (query.where.clone(), *keys_of(ways_in(meant_rows)))
    return found


def met_by(queryset: QuerySet, meant_rows: Meaning) -> QuerySet:
    """The rows that `by_rows` tells of."""
    with looked_up_once():
        read_at_once(ways_in(meant_rows))
        for ways in meant_rows:
            alone = ways[0] if len(ways) == 1 else None
            said = _found_by(alone, "each_of") if isinstance(alone, Way) and alone.is_own else meant(ways)
            queryset = queryset.filter(Q(pk__in=[]) if said is None else said)
        many = [keys for keys in keys_of([way for way in ways_in(meant_rows) if way.is_own]) if keys.is_more]
    if many:
        cast(Any, queryset.query).likely_rows = Q(pk__each_of=many[0])
    return queryset


def ways_in(meaning: Meaning) -> list[Way]:
    return [way for ways in meaning for way in ways if isinstance(way, Way)]


def names_in(meaning: Meaning) -> list[Way]:
    """What is looked up before the rows themselves."""
    return [way for way in ways_in(meaning) if not way.is_own]


def by_rows(rows: QuerySet, meaning: Meaning, look: Callable[[QuerySet, Q], Way] = _among) -> Meaning:
    """The same once the names are known: of each part a single way, those of the rows that it means. A number is borne
    by rows without end, and stays as it is."""
    return [
        ways if any(isinstance(way, Q) for way in ways) else [look(rows, _said_of(cast(list[Way], ways)))]
        for ways in meaning
    ]


def _said_of(ways: Sequence[Way]) -> Q:
    said = [way.otherwise if way.is_own else _found_by(way) for way in ways]
    return reduce(or_, (each for each in said if each is not None), Q(pk__in=[]))


def likely_rows(queryset: QuerySet) -> Q | None:
    """Of a search for what many rows bear: those that were looked up, which are more than anybody counts. Where they
    are all in the list, nothing else has to be counted."""
    return getattr(queryset.query, "likely_rows", None)


def counted_rows(queryset: QuerySet, most: int) -> int | None:
    """How many rows a search has found, at most one more than `most`; None where nobody knows, or something else was
    asked of them since."""
    keys = _looked_up_of(queryset)
    return None if keys is None or (keys.is_more and keys.count <= most) else min(keys.count, most + 1)


def by_looked_up(queryset: QuerySet) -> QuerySet | None:
    """The rows that a search has found, by their keys alone, where these are all: they were found under every
    condition of the list."""
    keys = _looked_up_of(queryset)
    if keys is None or keys.is_more:
        return None
    rows = queryset.model._base_manager.using(queryset.db)
    return rows.filter(pk__each_of=keys) if keys.count else rows.none()


def _looked_up_of(queryset: QuerySet) -> Keys | None:
    query: Any = queryset.query
    where, keys = getattr(query, "looked_up", (None, None))
    return keys if where == query.where else None


@contextmanager
def looked_up_once() -> Iterator[LookedUp]:
    """What several searches for the same words look up inside, such as units of that name, is read once."""
    looked_up = _looked_up.get()
    if looked_up is not None:
        yield looked_up
        return
    with _looking_up(LookedUp()) as looked_up:
        yield looked_up


@contextmanager
def _looking_up(looked_up: LookedUp) -> Iterator[LookedUp]:
    token = _looked_up.set(looked_up)
    try:
        yield looked_up
    finally:
        _looked_up.reset(token)


def looked_up_as(ways: Sequence[Way], keys: Sequence[Keys]) -> AbstractContextManager[LookedUp]:
    """Inside, these are the keys of the ways, such as what stands in for them in a statement that is kept."""
    known = {way.statement: each for way, each in zip(ways, keys, strict=True) if way.statement is not None}
    return _looking_up(LookedUp(known))


def read_at_once(ways: Iterable[Way | Q]) -> None:
    """Inside `looked_up_once`: what all of these look up, in one statement."""
    keys_of([way for way in ways if isinstance(way, Way)])


def keys_of(ways: Sequence[Way]) -> list[Keys]:
    """Inside `looked_up_once`: what each of these looks up, in one statement."""
    looked_up = cast(LookedUp, _looked_up.get())
    known, told = looked_up.keys, looked_up.told
    found = [way.statement for way in ways]
    statements = [None if each is None else (each[0], told_in(each[1], told)) for each in found]
    unknown = [each for each in dict.fromkeys(statements) if each is not None and each not in known]
    if unknown:
        connection = connections[ways[0].asked.db]
        of_engine = engine(connection.vendor)
        selects = [f"SELECT {number} AS place, {of_engine.keys(sql)}" for number, (sql, _) in enumerate(unknown)]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(selects), [value for _, values in unknown for value in values])
            for place, told in cursor.fetchall():
                known[unknown[place]] = Keys(told, told.count(",") + (len(told) > 2))
    return [_NONE if each is None else known[each] for each in statements]


_NONE = Keys("", 0)


def install(sender: Any, using: str, **kwargs: Any) -> None:
    """Lay the index in wherever it is missing or of another making, and fill it. After every migrate."""
    connection = connections[using]
    with connection.cursor() as cursor:
        engine(connection.vendor).install(cursor, tables())


def tables() -> list[Table]:
    """What is searched, for the engines."""
    return [Table(model._meta.db_table, str(model._meta.pk.column), columns) for model, columns in SEARCHED.items()]
