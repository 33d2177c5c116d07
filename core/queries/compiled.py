"""A queryset with what it was compiled to: asked again, its text is sent as it is, with other keys where those of the
first stood."""

import re
from collections.abc import Callable, Sequence
from copy import copy
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Field, Prefetch, QuerySet
from django.db.models.query import ModelIterable

from core.queries.things_once import ThingsOnce

# Stands for the keys of a page while a statement is compiled.
HOLE = UUID("5c1f4c0e-0000-4000-8000-000000000000")
# As each column of keys writes it: uuid, text, and uuid on SQLite.
_FORMS: dict[Any, Callable[[Any], Any]] = {HOLE: lambda key: key, str(HOLE): str, HOLE.hex: lambda key: key.hex}
_IN = " IN ("
_PLACE = re.compile(r"(?<!%)(?:%%)*%s")


class Compiled:
    """What `found` asks; where it names HOLE, the keys of the page at hand stand later."""

    def __init__(self, found: QuerySet) -> None:
        self.alias = found.db
        self._found = found
        self._compiler: Any = found.query.get_compiler(found.db)
        try:
            # Names of its own for each column: the statement may stand inside another.
            sql, values = self._compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            sql, values = "", ()
        self._pieces, self._values = _cut(sql), tuple(values)
        self._forms = [_FORMS.get(value) if isinstance(value, UUID | str) else None for value in values]
        self._as_array = self._compiler.connection.vendor == "postgresql"
        # That of the thread which asked first; each has one of its own.
        self._compiler.connection = None
        if self._as_array:
            self._name_arrays()

    @property
    def columns(self) -> list[tuple[str, Field]]:
        """What is read, in its order: the name within the statement, and the field whose values stand there."""
        return [(name, expression.output_field) for expression, _sql, name in self._compiler.select]

    def asked(self, keys: Sequence[Any] = ()) -> tuple[str, tuple[Any, ...]]:
        """The statement with its values; `keys` stand where the hole was. Empty where nothing can be found."""
        if not any(self._pieces):
            return "", ()
        sql, values = [self._pieces[0]], []
        for value, form, following in zip(self._values, self._forms, self._pieces[1:], strict=True):
            told = [form(key) for key in keys] if form else [value]
            if form and self._as_array:
                told = [told]
            sql += [", ".join(["%s"] * len(told)), following]
            values += told
        return "".join(sql), tuple(values)

    def rows(self, keys: Sequence[Any] = ()) -> list[Any]:
        """As the queryset would give them, but for putting the statement together."""
        sql, values = self.asked(keys)
        return self._read(as_sql=lambda *args, **kwargs: (sql, values)) if sql else []

    def made_of(self, told: Sequence[Sequence[Any]]) -> list[Any]:
        """The same of what another statement read, one value for each of the columns, as the driver gives them."""
        return self._read(execute_sql=lambda *args, **kwargs: [told]) if told else []

    def _name_arrays(self) -> None:
        """The keys as one value, which is what PostgreSQL makes of them: of more than fifty values its driver takes
        the statement apart anew each time."""
        for place, form in enumerate(self._forms):
            if form:
                before = self._pieces[place]
                if not before.endswith(_IN):
                    raise TypeError(f"keys are used for something else than `in`: {before[-40:]}")
                self._pieces[place] = f"{before.removesuffix(_IN)} = ANY("

    def _read(self, **ways: Callable) -> list[Any]:
        compiler: Any = copy(self._compiler)
        compiler.connection = connections[self.alias]
        vars(compiler).update(ways)
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
