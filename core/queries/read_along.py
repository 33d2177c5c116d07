"""Rows whose keys are known, read in one statement for all that are of one model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import QuerySet


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
    return Reads(bare, is_bare=True)


def read_each(wanted: Sequence[Wanted | None]) -> list[dict[str, Any]]:
    """The things of each by their keys, in the order of their statement; one that is gone meanwhile is left out."""
    found: list[dict[str, Any]] = [{} for _each in wanted]
    for group in _together(wanted):
        pk = group[0][1].rows.model._meta.pk
        keys = {key: pk.to_python(key) for _place, _reads, told in group for key in told}
        rows = list(_merged([reads.rows for _place, reads, _told in group]).filter(pk__in=set(keys.values())))
        for place, _reads, told in group:
            of_one = {keys[key]: key for key in told}
            found[place] = {of_one[row.pk]: row for row in rows if row.pk in of_one}
    return found


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
    return merged


def _both(first: Any, second: Any) -> Any:
    """Tables read along, each with those behind it; False where there are none."""
    if not (first and second):
        return first or second
    return first | {name: _both(first.get(name, {}), further) for name, further in second.items()}


def _lookups(rows: QuerySet) -> tuple[Any, ...]:
    return cast(Any, rows)._prefetch_related_lookups
