"""A queryset kept with what it was compiled to, the keys it asks for left open (ADR 51)."""

import re
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Field, Prefetch, QuerySet
from django.db.models.query import ModelIterable

from core.queries.things_once import ThingsOnce

# The most holes that one statement has.
_MOST = 8
# Stand for keys while a statement is compiled: of things, and of rows counted by the database.
_UUIDS = tuple(UUID(int=UUID("5c1f4c0e-0000-4000-8000-000000000000").int + place) for place in range(_MOST))
_NUMBERS = tuple(2_011_000_017 + place for place in range(_MOST))
# As each column of keys writes it: uuid, text, and uuid on SQLite; number and text.
_FORMS: dict[Any, tuple[int, Callable[[Any], Any]]] = {
    written: (place, form)
    for place in range(_MOST)
    for written, form in (
        (_UUIDS[place], lambda key: key),
        (str(_UUIDS[place]), str),
        (_UUIDS[place].hex, lambda key: key.hex),
        (_NUMBERS[place], lambda key: key),
        (str(_NUMBERS[place]), str),
    )
}
_IN = " IN ("
_PLACE = re.compile(r"(?<!%)(?:%%)*%s")

# What is put into the holes of a statement, of each all that stand in it: keys for `in`, or one alone.
Keys = Sequence[Sequence[Any]]


def hole(place: int, like: Any = _UUIDS[0]) -> Any:
    """Stands for the keys at this place while a statement is made; `like` is one of them."""
    return _UUIDS[place] if isinstance(like, UUID) else _NUMBERS[place]


class Compiled:
    """A queryset with what it was compiled to."""

    def __init__(self, found: QuerySet) -> None:
        self._found = found
        self._compiler: Any = found.query.get_compiler(found.db)
        try:
            # Names of its own for each column: the statement may stand inside another.
            sql, values = self._compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            sql, values = "", ()
        self.alias = found.db
        self.is_empty = not sql
        self._pieces, self._values = _cut(sql), tuple(values)
        self._forms = [_FORMS.get(value) if isinstance(value, UUID | str | int) else None for value in values]
        self._arrays = self._named_arrays() if self._compiler.connection.vendor == "postgresql" else set()
        # That of the thread which asked first; each has one of its own.
        self._compiler.connection = None

    def _named_arrays(self) -> set[int]:
        """Where keys stand for `in`: as one value, which is what PostgreSQL makes of them. Of more than fifty values
        its driver takes the statement apart anew each time."""
        found = set()
        for place, form in enumerate(self._forms):
            before, after = self._pieces[place : place + 2]
            if form and before.endswith(_IN) and after.startswith(")"):
                self._pieces[place] = f"{before.removesuffix(_IN)} = ANY("
                found.add(place)
        return found

    @property
    def columns(self) -> list[tuple[str, Field]]:
        """What is read, in its order: the name within the statement, and the field whose values stand there."""
        return [(name, expression.output_field) for expression, _sql, name in self._compiler.select]

    def filled(self, keys: Keys = ()) -> tuple[str, tuple[Any, ...]]:
        """The statement with these keys where its holes were."""
        sql, values = [self._pieces[0]], []
        for place, (value, form) in enumerate(zip(self._values, self._forms, strict=True)):
            told: list[Any] = [form[1](key) for key in keys[form[0]]] if form else [value]
            if place in self._arrays:
                told = [told]
            following = self._pieces[place + 1]
            sql += [", ".join(["%s"] * len(told)), following]
            values += told
        return "".join(sql), tuple(values)

    def rows(self, keys: Keys = ()) -> list[Any]:
        """As the queryset would give them, but for putting the statement together."""
        if self.is_empty:
            return []
        filled = self.filled(keys)
        return self._read(as_sql=lambda *args, **kwargs: filled)

    def rows_from(self, read: Iterable[Sequence[Any]]) -> list[Any]:
        """What the queryset would make of these, which its statement gave."""
        return self._read(execute_sql=lambda *args, **kwargs: [read])

    def _read(self, **answers: Callable[..., Any]) -> list[Any]:
        compiler: Any = copy(self._compiler)
        compiler.connection = connections[self.alias]
        vars(compiler).update(answers)
        query: Any = copy(self._found.query)
        query.get_compiler = lambda *args, **kwargs: compiler
        made: Any = self._found
        asked: Any = type(made)(model=made.model, query=query, using=made.db)
        is_things = made._iterable_class is ModelIterable
        asked._iterable_class, asked._fields = ThingsOnce if is_things else made._iterable_class, made._fields
        asked._prefetch_related_lookups = tuple(map(_own, made._prefetch_related_lookups))
        return list(asked)


def _own(lookup: Any) -> Any:
    """What is prefetched, for one reading: Django notes in its queryset what it was read for."""
    if not isinstance(lookup, Prefetch):
        return lookup
    own = copy(lookup)
    own.queryset = None if lookup.queryset is None else lookup.queryset.all()
    return own


def _cut(sql: str) -> list[str]:
    """What stands before, between and behind the places of the values."""
    pieces, begin = [], 0
    for place in _PLACE.finditer(sql):
        pieces.append(sql[begin : place.end() - 2])
        begin = place.end()
    return [*pieces, sql[begin:]]
