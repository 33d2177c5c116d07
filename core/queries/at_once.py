"""Rows of several kinds read in one statement (DESIGN §8): what a page asks of ten tables takes one way to the
database and back, and the things come out as if each had been asked by itself.

Tables differ in their columns, so each row comes as one text, the JSON of its values."""

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Field, QuerySet

from core.access import Person
from core.queries.asked_alike import compiled_alike, compiled_with_hole
from core.queries.compiled import Compiled

_ONE = "SELECT {number} AS place, {columns} AS told FROM ({sql}) AS one"
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


@dataclass(frozen=True)
class Alike:
    """`make(user, *asked)`, or with keys `make(user, keys, *asked)`, asked by whoever asks alike
    (core.queries.asked_alike)."""

    make: Callable[..., QuerySet]
    user: Person | None
    asked: tuple[Hashable, ...] = ()
    keys: tuple[Any, ...] | None = None

    @property
    def compiled(self) -> Compiled:
        compile_alike = compiled_alike if self.keys is None else compiled_with_hole
        return compile_alike(self.make, self.user, *self.asked)


def rows_at_once(wanted: Iterable[Alike]) -> list[list[Any]]:
    """The rows of each. One statement, and those of what is prefetched."""
    return compiled_at_once([(one.compiled, one.keys or ()) for one in wanted])


def compiled_at_once(wanted: Sequence[tuple[Compiled, Sequence[Any]]]) -> list[list[Any]]:
    """The same of what is compiled already, each with its keys. TypeError for a column that no text can bear."""
    parts, values = [], []
    for number, (compiled, keys) in enumerate(wanted):
        sql, told = compiled.asked(keys)
        if sql:
            parts.append(_ONE.format(number=number, columns=_folded(compiled), sql=sql))
            values += told
    rows: list[list[str]] = [[] for _each in wanted]
    if parts:
        with connections[wanted[0][0].alias].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            for place, text in cursor.fetchall():
                rows[place].append(text)
    return [
        compiled.made_of(_unfolded(compiled, texts)) for (compiled, _keys), texts in zip(wanted, rows, strict=True)
    ]


def _folded(compiled: Compiled) -> str:
    connection = connections[compiled.alias]
    names = []
    for name, field in compiled.columns:
        if field.get_internal_type() in _WITHOUT_TEXT:
            raise TypeError(f"{name} of {field.get_internal_type()} is not read at once with others")
        names.append(f"one.{connection.ops.quote_name(name)}")
    array = _ARRAY[connection.vendor]
    return " || ".join(array.format(", ".join(few)) for few in _few_each(names))


def _few_each(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[begin : begin + _MOST_ARGUMENTS] for begin in range(0, len(names), _MOST_ARGUMENTS))


def _unfolded(compiled: Compiled, texts: Iterable[str]) -> list[list[Any]]:
    if connections[compiled.alias].vendor != "postgresql":
        return [_values(text, _plain) for text in texts]
    read = [_FROM_JSON.get(_kind(field)) for _name, field in compiled.columns]
    ways = [(place, way) for place, way in enumerate(read) if way is not None]
    rows = []
    for text in texts:
        values = _values(text, _numbers_kept)
        for place, way in ways:
            if values[place] is not None:
                values[place] = way(values[place])
        rows.append(values)
    return rows


def _kind(field: Field) -> str:
    """That of the key, where the field leads to another thing."""
    while field.is_relation:
        field = field.target_field
    return field.get_internal_type()


def _values(text: str, decoder: json.JSONDecoder) -> list[Any]:
    """Those of one array, or of several that stand behind each other."""
    values, end = decoder.raw_decode(text)
    while end < len(text):
        more, end = decoder.raw_decode(text, end)
        values += more
    return values
