"""Rows whose keys are known, read in one statement: those of one model with all that any of them reads along."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet

from core.queries.asked_alike import MOST_KEPT
from core.queries.at_once import ByKeys
from core.queries.compiled import Compiled, hole
from core.queries.later import Gathered
from core.queries.light import light


@dataclass(frozen=True)
class Reads:
    """How things are read by their keys. `is_bare` rows are asked nothing but their keys, and share their statement
    with others of their model."""

    rows: QuerySet
    is_bare: bool


# With the keys of the things.
Wanted = tuple[Reads, Sequence[str]]


def reads_of(found: QuerySet, *, is_known: bool) -> Reads:
    """`is_known` where the keys were found under every condition of these rows: then none is asked again."""
    query = found.query
    is_plain = isinstance(query.select_related, dict) or not query.select_related
    if not is_plain or query.annotations or not (is_known or not (query.where or query.order_by)):
        return Reads(found, is_bare=False)
    bare = found.model._base_manager.using(found.db).prefetch_related(*_lookups(found))
    bare.query.select_related = query.select_related
    bare.query.deferred_loading = query.deferred_loading
    return Reads(bare, is_bare=True)


def only_fields(rows: QuerySet, fields: Sequence[str]) -> QuerySet:
    """Read with these fields and no others; "round__number" is one of the thing that `round` leads to."""
    tables = {field.rpartition("__")[0] for field in fields} - {""}
    bare = rows.select_related(None).prefetch_related(None)
    return (bare.select_related(*sorted(tables)) if tables else bare).only("pk", *fields)


def things_of(wanted: Sequence[Wanted | None]) -> Gathered[list[dict[str, Any]]]:
    """The things of each by their keys (UUID), in the order of their statement; one that is gone meanwhile is left
    out."""
    groups = _together(wanted)

    def tell(*rows: list[Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = [{} for _each in wanted]
        for group, things in zip(groups, rows, strict=True):
            by_key = {thing.pk: thing for thing in things}
            for place, _reads, told in group:
                found[place] = {key: by_key[UUID(key)] for key in told if UUID(key) in by_key}
        return found

    return Gathered([_ask(group) for group in groups], tell)


def _ask(group: Sequence[tuple[int, Reads, Sequence[str]]]) -> ByKeys:
    keys = dict.fromkeys(UUID(key) for _place, _reads, told in group for key in told)
    return ByKeys(_compiled(tuple(reads for _place, reads, _told in group)), (tuple(keys),))


@lru_cache(maxsize=MOST_KEPT)
def _compiled(reads: tuple[Reads, ...]) -> Compiled:
    """Kept, since a person's sources are (core.kept_statements): what is read of them is soon told by the same few."""
    return Compiled(_merged([one.rows for one in reads]).filter(pk__in=[hole(0)]))


def _together(wanted: Sequence[Wanted | None]) -> list[list[tuple[int, Reads, Sequence[str]]]]:
    """What is read in one statement, each with its place."""
    groups: dict[Any, list[tuple[int, Reads, Sequence[str]]]] = {}
    for place, one in enumerate(wanted):
        if one is not None and one[1]:
            groups.setdefault(one[0].rows.model if one[0].is_bare else place, []).append((place, *one))
    return list(groups.values())


def _merged(rows: Sequence[QuerySet]) -> QuerySet:
    """Of one model, with all that any of them reads along."""
    first, *others = rows
    merged = first.all()
    for one in others:
        merged = merged.prefetch_related(*_lookups(one))
        merged.query.select_related = _both(merged.query.select_related, one.query.select_related)
    return light(merged)


def _both(first: Any, second: Any) -> Any:
    """Tables read along, each with those behind it; False where there are none."""
    if not (first and second):
        return first or second
    return first | {name: _both(first.get(name, {}), further) for name, further in second.items()}


def _lookups(rows: QuerySet) -> tuple[Any, ...]:
    return cast(Any, rows)._prefetch_related_lookups
