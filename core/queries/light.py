"""What a row names is read along without its long parts: a list of letters does not tell the four hundred findings
that each of them froze. Models name such fields in `HEAVY`; whoever wants one after all gets it by a query of its
own."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Self, cast

from django.db import models


class LightQuerySet(models.QuerySet):
    """`select_related` leaves out what is heavy of the things it names; of the rows themselves nothing is left out."""

    def select_related(self, *fields: Any) -> Self:
        named = super().select_related(*fields)
        heavy = _heavy_along(cast(Any, self).model, tuple(name for name in fields if name is not None))
        return named.defer(*heavy) if heavy else named


def light(rows: models.QuerySet) -> models.QuerySet:
    """The same of what these rows read along already."""
    heavy = _heavy_along(cast(Any, rows).model, tuple(_paths(rows.query.select_related)))
    return rows.defer(*heavy) if heavy else rows


def _paths(related: Any, before: str = "") -> Iterator[str]:
    """Of the tables that are read along, each with those behind it: the way to every one."""
    if isinstance(related, dict):
        for name, behind in related.items():
            yield f"{before}{name}"
            yield from _paths(behind, f"{before}{name}__")


@lru_cache(maxsize=1024)
def _heavy_along(model: type[models.Model], paths: tuple[str, ...]) -> tuple[str, ...]:
    """`paths` as select_related takes them; a way of three tables leads past two others."""
    found: dict[str, None] = {}
    for path in paths:
        reached, way = cast(Any, model), ""
        for name in path.split("__"):
            reached = reached._meta.get_field(name).related_model
            way += f"{name}__"
            found |= dict.fromkeys(f"{way}{field}" for field in getattr(reached, "HEAVY", ()))
    return tuple(found)
