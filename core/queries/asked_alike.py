"""Rows that people with the same rights ask for in the same words (ADR 51).

To put a queryset together and to compile it takes a list longer than to have it answered. Here both are done once for
whoever asks alike, and the keys of the page at hand are put into what was compiled. What is kept says what to ask,
never what was answered.

What makes it is a function of a module: it reads of the person nothing but key, role, unit and rights (`asks_as`), and
all else is told to it. TypeError for one that closes over anything, for a method and for a partial: what they hold
would be kept with them."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from copy import copy
from functools import lru_cache
from inspect import isclass, isfunction
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Prefetch, QuerySet

from core.access import Person
from core.queries.listening import listening

T = TypeVar("T")

# Stands for the keys of a page while a statement is compiled.
_HOLE = UUID("5c1f4c0e-0000-4000-8000-000000000000")
# As each column of keys writes it: uuid, text, and uuid on SQLite.
_FORMS: dict[Any, Callable[[Any], Any]] = {_HOLE: lambda key: key, str(_HOLE): str, _HOLE.hex: lambda key: key.hex}
_PLACE = re.compile(r"(?<!%)(?:%%)*%s")
# What a process keeps, some 27 KB each; a person who opens every list leaves some thirty.
MOST_KEPT = 1024


def made_alike(make: Callable[..., T], user: Person | None, *asked: Hashable) -> T:
    """`make(user, *asked)`, made once for all who ask alike; where it asks the database anything, each time. Without a
    person all ask alike."""
    for one in (make, *asked):
        if callable(one) and not isclass(one) and (not isfunction(one) or one.__closure__):
            raise TypeError(f"{one} is no function of a module, or closes over something")
    who = getattr(user, "asks_as", None)
    if who is None and user is not None:
        return make(user, *asked)
    kept = _kept((make, who, *asked))
    if kept:
        return kept[0]
    with listening() as heard:
        made = make(user, *asked)
    if not heard.anything:
        kept.append(made)
    return made


@lru_cache(maxsize=MOST_KEPT)
def _kept(key: Hashable) -> list[Any]:
    return []


def rows_alike(make: Callable[..., QuerySet], user: Person | None, *asked: Hashable) -> list[Any]:
    """The rows of `make(user, *asked)`."""
    return made_alike(_compiled, user, make, *asked).rows()


def rows_of_keys(
    make: Callable[..., QuerySet], user: Person | None, keys: Iterable[Any], *asked: Hashable
) -> list[Any]:
    """The rows of `make(user, keys, *asked)`, which uses the keys, those of things (UUID), for `in` alone. `user` is
    None where it asks for no person: what is found stands with things that one sees already."""
    wanted = list(keys)
    return made_alike(_compiled_with_hole, user, make, *asked).rows(wanted) if wanted else []


def _compiled(user: Person | None, make: Callable[..., QuerySet], *asked: Hashable) -> "_Statement":
    return _Statement(make(user, *asked))


def _compiled_with_hole(user: Person | None, make: Callable[..., QuerySet], *asked: Hashable) -> "_Statement":
    return _Statement(make(user, [_HOLE], *asked))


class _Statement:
    """A queryset with what it was compiled to."""

    def __init__(self, found: QuerySet) -> None:
        self._found = found
        self._compiler = found.query.get_compiler(found.db)
        try:
            sql, values = self._compiler.as_sql()
        except EmptyResultSet:
            sql, values = "", ()
        # That of the thread which asked first; each has one of its own.
        self._compiler.connection = None
        self._pieces, self._values = _cut(sql), tuple(values)
        self._forms = [_FORMS.get(value) if isinstance(value, UUID | str) else None for value in values]

    def rows(self, keys: Sequence[Any] = ()) -> list[Any]:
        """`keys` stand where the hole was."""
        if not any(self._pieces):
            return []
        sql, values = [self._pieces[0]], []
        for value, form, following in zip(self._values, self._forms, self._pieces[1:], strict=True):
            told = [form(key) for key in keys] if form else [value]
            sql += [", ".join(["%s"] * len(told)), following]
            values += told
        return self._read("".join(sql), tuple(values))

    def _read(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        """As the queryset would, but for putting the statement together."""
        compiler: Any = copy(self._compiler)
        compiler.connection = connections[self._found.db]
        compiler.as_sql = lambda *args, **kwargs: (sql, values)
        query: Any = copy(self._found.query)
        query.get_compiler = lambda *args, **kwargs: compiler
        made: Any = self._found
        asked: Any = type(made)(model=made.model, query=query, using=made.db)
        asked._iterable_class, asked._fields = made._iterable_class, made._fields
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
