"""Rows of several kept statements, read in one (ADR 51).

They stand below each other, each behind its number: a column that one of them does not have is empty in its rows, and
columns of the same type share their place, so that the whole is as wide as the widest needs it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db import connections

from core.queries.compiled import Compiled, Keys

# Sets of statements whose common form a process keeps, some 10 KB each.
_MOST_KEPT = 256
_ORDER = itemgetter(1)


@dataclass(frozen=True)
class _Branch:
    """What stands around one statement, and where its columns stand in the whole."""

    before: str
    after: str
    places: tuple[int, ...]


def rows_of_each(asked: Sequence[tuple[Compiled, Keys]]) -> list[list[Any]]:
    """The rows of each with these keys, in its own order; one statement, and what they prefetch."""
    found: list[list[Any]] = [[] for _each in asked]
    told = [number for number, (one, _keys) in enumerate(asked) if not one.is_empty]
    if not told:
        return found
    heading, branches = _form(tuple(asked[number][0] for number in told))
    parts: list[str] = [heading]
    values: list[Any] = []
    for number, branch in zip(told, branches, strict=True):
        one, keys = asked[number]
        sql, own = one.filled(keys)
        parts.append(f"{branch.before}{sql}{branch.after}")
        values += own
    read: list[list[tuple]] = [[] for _each in told]
    with connections[asked[told[0]][0].alias].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for row in cursor.fetchall():
            read[row[0]].append(row)
    for number, branch, rows in zip(told, branches, read, strict=True):
        own_columns = [[row[place] for place in branch.places] for row in sorted(rows, key=_ORDER)]
        found[number] = asked[number][0].rows_from(own_columns)
    return found


@lru_cache(maxsize=_MOST_KEPT)
def _form(asked: tuple[Compiled, ...]) -> tuple[str, list[_Branch]]:
    """The heading gives each column its type: nothing else would tell the database that of an empty one."""
    types: list[str] = []
    of_type: dict[str, list[int]] = defaultdict(list)
    chosen: list[list[int]] = []
    for one in asked:
        taken: dict[str, int] = defaultdict(int)
        for name in one.types:
            if taken[name] == len(of_type[name]):
                of_type[name].append(len(types))
                types.append(name)
            taken[name] += 1
        free = {name: iter(places) for name, places in of_type.items()}
        chosen.append([next(free[name]) for name in one.types])
    columns = ", ".join(["0", "0", *(f"CAST(NULL AS {name})" for name in types)])
    branches = [_branch(number, places, len(types)) for number, places in enumerate(chosen)]
    return f"SELECT {columns} WHERE 1 = 0", branches


def _branch(number: int, places: Sequence[int], width: int) -> _Branch:
    named = {place: f"c{column}" for column, place in enumerate(places)}
    names = ", ".join(f"c{column}" for column in range(len(places)))
    columns = ", ".join(named.get(place, "NULL") for place in range(width))
    return _Branch(
        f"SELECT {number}, ROW_NUMBER() OVER (), {columns} FROM (WITH asked({names}) AS (",  # noqa: S608  compiled
        ") SELECT * FROM asked) AS told",
        tuple(place + 2 for place in places),
    )
