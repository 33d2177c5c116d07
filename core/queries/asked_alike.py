"""Rows that people with the same rights ask for in the same words (ADR 51).

To put a queryset together and to compile it takes a list longer than to have it answered. Here both are done once for
whoever asks alike, and the keys of the page at hand are put into what was compiled. What is kept says what to ask,
never what was answered.

What makes it is a function of a module: it reads of the person nothing but key, role, unit and rights (`asks_as`), and
all else is told to it. TypeError for one that closes over anything, for a method and for a partial: what they hold
would be kept with them."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from inspect import isclass, isfunction
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from core.access import Person
from core.queries.compiled import Compiled, hole
from core.queries.listening import listening

T = TypeVar("T")

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
    return compiled_alike(make, user, *asked).rows()


def rows_of_keys(
    make: Callable[..., QuerySet], user: Person | None, keys: Iterable[Any], *asked: Hashable
) -> list[Any]:
    """The rows of `make(user, keys, *asked)`, which uses the keys for `in` alone. `user` is None where it asks for no
    person: what is found stands with things that one sees already."""
    wanted = list(keys)
    return compiled_with_hole(make, user, wanted, *asked).rows([wanted]) if wanted else []


def compiled_alike(make: Callable[..., QuerySet], user: Person | None, *asked: Hashable) -> Compiled:
    """What `make(user, *asked)` was compiled to."""
    return made_alike(_compiled, user, make, *asked)


def compiled_with_hole(
    make: Callable[..., QuerySet], user: Person | None, keys: Sequence[Any], *asked: Hashable
) -> Compiled:
    """What `make(user, keys, *asked)` was compiled to, for whatever keys of their sort: numbers, else UUID."""
    sort = int if keys and isinstance(keys[0], int) else UUID
    return made_alike(_compiled_with_hole, user, make, sort, *asked)


def _compiled(user: Person | None, make: Callable[..., QuerySet], *asked: Hashable) -> Compiled:
    return Compiled(make(user, *asked))


def _compiled_with_hole(user: Person | None, make: Callable[..., QuerySet], sort: type, *asked: Hashable) -> Compiled:
    return Compiled(make(user, [hole(0, like=0) if sort is int else hole(0)], *asked))
