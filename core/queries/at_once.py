"""Rows of several kinds read in one statement (DESIGN §8): what a page asks of ten tables takes one way to the
database and back, and the things come out as if each had been asked by itself.

Tables differ in their columns, so each row comes as one text, the JSON of its values."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, QuerySet

from core.access import Person
from core.queries.asked_alike import MOST_KEPT, compiled_alike, compiled_with_hole
from core.queries.compiled import Compiled, Keys
from core.queries.values import Statement as TextStatement

_ROWS = "SELECT {number} AS place, {columns} AS told FROM ({sql}) AS one"
_TALLY = """SELECT {number} AS place, {columns} AS told
FROM (SELECT {names}, COUNT(*) AS often FROM ({sql} LIMIT {most}) AS few GROUP BY {names}) AS one"""
_TEXTS = "SELECT {number} AS place, CAST(one.told AS text) AS told FROM ({sql}) AS one"
_COUNT = "SELECT {number} AS place, CAST(COUNT(*) AS text) AS told FROM ({sql} LIMIT {most}) AS one"
# PostgreSQL takes a hundred arguments, SQLite a few more.
_MOST_ARGUMENTS = 100
_ARRAY = {"postgresql": "json_build_array({})::text", "sqlite": "json_array({})"}
_WITHOUT_TEXT = ("BinaryField", "DurationField")
# What JSON made of the values of PostgreSQL; SQLite keeps them as texts and numbers anyway, which Django reads.
_FROM_JSON: dict[str, Callable[[Any], Any]] = {
    "UUIDField": UUID,
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "TimeField": time.fromisoformat,
    "DecimalField": Decimal,
    "FloatField": float,
    "JSONField": json.dumps,
}
_numbers_kept = json.JSONDecoder(parse_float=Decimal)
_plain = json.JSONDecoder()


class Ask(ABC):
    """A question to the database that is asked with others. Hashable: the same is asked once."""

    @abstractmethod
    def compiled(self) -> Compiled: ...

    def statement(self, compiled: Compiled) -> tuple[str, tuple[Any, ...]]:
        """With its values; empty where nothing can be found."""
        return compiled.filled()

    def part(self, compiled: Compiled, number: int, sql: str) -> str:
        """What reads a text for each row."""
        return _ROWS.format(number=number, columns=_folded(compiled), sql=sql)

    def made_of(self, compiled: Compiled, texts: Sequence[str]) -> list[Any]:
        return compiled.rows_from(_unfolded(compiled, texts))


@dataclass(frozen=True)
class Alike(Ask):
    """`make(user, *asked)`, asked by whoever asks alike (core.queries.asked_alike)."""

    make: Callable[..., QuerySet]
    user: Person | None
    asked: tuple[Hashable, ...] = ()

    def compiled(self) -> Compiled:
        return compiled_alike(self.make, self.user, *self.asked)


@dataclass(frozen=True)
class AlikeByKeys(Ask):
    """`make(user, keys, *asked)`."""

    make: Callable[..., QuerySet]
    user: Person | None
    keys: tuple[Any, ...]
    asked: tuple[Hashable, ...] = ()

    def compiled(self) -> Compiled:
        return compiled_with_hole(self.make, self.user, self.keys, *self.asked)

    def statement(self, compiled: Compiled) -> tuple[str, tuple[Any, ...]]:
        return compiled.filled([self.keys]) if self.keys else ("", ())


@dataclass(frozen=True)
class ByKeys(Ask):
    """What is compiled already, with what stands in its holes."""

    rows: Compiled
    keys: Keys

    def compiled(self) -> Compiled:
        return self.rows

    def statement(self, compiled: Compiled) -> tuple[str, tuple[Any, ...]]:
        return compiled.filled(self.keys)


@dataclass(frozen=True, eq=False)
class Texts(Ask):
    """What a statement of one column tells (core.queries.values), in its order."""

    asked: TextStatement
    alias: str = DEFAULT_DB_ALIAS

    def compiled(self) -> Any:
        return self

    def statement(self, compiled: Any) -> tuple[str, tuple[Any, ...]]:
        sql, values = self.asked or ("", ())
        return sql, tuple(values)

    def part(self, compiled: Any, number: int, sql: str) -> str:
        return _TEXTS.format(number=number, sql=sql)

    def made_of(self, compiled: Any, texts: Sequence[str]) -> list[Any]:
        return list(texts)


@dataclass(frozen=True)
class _Of(Ask):
    """Something of what another would have, up to `most` rows."""

    rows: Ask
    most: int

    def compiled(self) -> Compiled:
        return self.rows.compiled()

    def statement(self, compiled: Compiled) -> tuple[str, tuple[Any, ...]]:
        return self.rows.statement(compiled)


class CountOf(_Of):
    """How many rows there are: a single number."""

    def part(self, compiled: Compiled, number: int, sql: str) -> str:
        return _COUNT.format(number=number, sql=sql, most=self.most)

    def made_of(self, compiled: Compiled, texts: Sequence[str]) -> list[Any]:
        return [int(text) for text in texts] or [0]


class TallyOf(_Of):
    """Each different row, with how many there are of it."""

    def part(self, compiled: Compiled, number: int, sql: str) -> str:
        quoted = connections[compiled.alias].ops.quote_name
        names = ", ".join(quoted(name) for name, _field in compiled.columns)
        columns = _folded(compiled, "often")
        return _TALLY.format(number=number, columns=columns, names=names, sql=sql, most=self.most)

    def made_of(self, compiled: Compiled, texts: Sequence[str]) -> list[Any]:
        found = _unfolded(compiled, texts)
        made = compiled.rows_from([values[:-1] for values in found])
        return [(row, values[-1]) for row, values in zip(made, found, strict=True)]


def rows_at_once(wanted: Sequence[Ask]) -> list[list[Any]]:
    """The rows of each. One statement, and those of what is prefetched. TypeError for a column that no text can bear,
    such as an interval."""
    asked = [(ask, ask.compiled()) for ask in wanted]
    parts: list[str] = []
    values: list[Any] = []
    for number, (ask, compiled) in enumerate(asked):
        sql, told = ask.statement(compiled)
        if sql:
            parts.append(ask.part(compiled, number, sql))
            values += told
    texts: list[list[str]] = [[] for _each in asked]
    if parts:
        with connections[asked[0][1].alias].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            for place, text in cursor.fetchall():
                texts[place].append(text)
    return [ask.made_of(compiled, told) for (ask, compiled), told in zip(asked, texts, strict=True)]


def rows_of_each(asked: Sequence[tuple[Compiled, Keys]]) -> list[list[Any]]:
    """The same of what is compiled already, each with what stands in its holes."""
    return rows_at_once([ByKeys(compiled, keys) for compiled, keys in asked])


@lru_cache(maxsize=MOST_KEPT)
def _folded(compiled: Compiled, *more: str) -> str:
    """The columns in one text, with those named besides behind them."""
    connection = connections[compiled.alias]
    names = []
    for name, field in compiled.columns:
        if field.get_internal_type() in _WITHOUT_TEXT:
            raise TypeError(f"{name} of {field.get_internal_type()} is not read at once with others")
        names.append(f"one.{connection.ops.quote_name(name)}")
    names += [f"one.{name}" for name in more]
    array = _ARRAY[connection.vendor]
    return " || ".join(array.format(", ".join(few)) for few in _few_each(names))


def _few_each(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[begin : begin + _MOST_ARGUMENTS] for begin in range(0, len(names), _MOST_ARGUMENTS))


def _unfolded(compiled: Compiled, texts: Iterable[str]) -> list[list[Any]]:
    if connections[compiled.alias].vendor != "postgresql":
        return [_values(text, _plain) for text in texts]
    ways, rows = _ways(compiled), []
    for text in texts:
        values = _values(text, _numbers_kept)
        for place, way in ways:
            if values[place] is not None:
                values[place] = way(values[place])
        rows.append(values)
    return rows


@lru_cache(maxsize=MOST_KEPT)
def _ways(compiled: Compiled) -> list[tuple[int, Callable[[Any], Any]]]:
    read = [_FROM_JSON.get(_kind(field)) for _name, field in compiled.columns]
    return [(place, way) for place, way in enumerate(read) if way is not None]


def _kind(field: Field) -> str:
    """That of the key, where the field leads to another thing."""
    own: Any = field
    while own.is_relation:
        own = own.target_field
    return own.get_internal_type()


def _values(text: str, decoder: json.JSONDecoder) -> list[Any]:
    """Those of one array, or of several that stand behind each other."""
    values, end = decoder.raw_decode(text)
    while end < len(text):
        more, end = decoder.raw_decode(text, end)
        values += more
    return values
