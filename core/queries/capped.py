"""How many rows belong to a thing, beside the thing itself, counted no further than a list is (core.paging)."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from core.paging import MOST_COUNTED, number_words


class CountedUpTo(Subquery):
    """`rows` name the thing by an OuterRef; what comes of it is told by `capped_words`."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"

    def __init__(self, rows: QuerySet, **extra: Any) -> None:
        super().__init__(rows[: MOST_COUNTED + 1], output_field=IntegerField(), **extra)


def capped_words(count: int) -> str:
    """Exact, or "1000+"."""
    return number_words(min(count, MOST_COUNTED), is_more=count > MOST_COUNTED)
