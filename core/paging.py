"""Pages of a list: by number while it is short, by key where it is long (docs/adr/0032).

A long list is never counted to its end and never skipped through: its page begins behind the key of a row, and the key
stands in the address. `MOST_COUNTED` bounds both, what is counted and what is skipped.
"""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.paginator import Page, Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Field, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.queries.keys_first import is_keys_first, keys_first, rows_and_count, same_rows
from core.searching import by_looked_up, counted_rows, likely_rows

# Rows that are counted exactly; beyond them a list is "1000+".
MOST_COUNTED = 1000
# Tables read along with the rows of a list, from which on the keys of its page are read by themselves.
MANY_JOINS = 6
# Names in an address that tell the part of a list; a change of its filters leads back to its beginning.
PAGE_NAMES = ("page", "after", "before")
LAST = "last"


def count_up_to(queryset: QuerySet, most: int = MOST_COUNTED) -> tuple[int, bool]:
    """How many rows there are, at most `most`, and whether there are more. Reads no row beyond that."""
    if (found := counted_rows(queryset, most)) is not None:
        return capped(found, most)
    counted = queryset.order_by()
    likely = likely_rows(queryset)
    if likely is not None and counted.filter(likely)[: most + 1].count() > most:
        return most, True
    return capped(counted[: most + 1].count(), most)


def capped(found: int, most: int = MOST_COUNTED) -> tuple[int, bool]:
    """Of rows that were counted to one more than `most`: how many are told, and whether there are more."""
    return min(found, most), found > most


def number_words(count: int, *, is_more: bool) -> str:
    """A number alone: exact, or "1000+"."""
    return f"{count}+" if is_more else str(count)


def counted_words(count: int, *, is_more: bool) -> str:
    """How many rows a list has, in words: exact, or "1000+" beyond what is counted."""
    if is_more:
        return _("%(count)s+ records") % {"count": count}
    return ngettext("%(count)s record", "%(count)s records", count) % {"count": count}


@dataclass(frozen=True)
class Term:
    """One field that a list is ordered by."""

    path: str
    field: Field
    is_down: bool

    @property
    def attributes(self) -> list[str]:
        *way, _last = self.path.split("__")
        return [*way, self.field.attname]

    @property
    def order(self) -> str:
        return f"-{self.path}" if self.is_down else self.path

    def turned(self) -> "Term":
        return Term(self.path, self.field, not self.is_down)

    def value_of(self, row: Any) -> Any:
        if isinstance(row, Mapping):
            return row[self.path]
        for name in self.attributes:
            row = getattr(row, name)
        return row


def terms_of(queryset: QuerySet) -> list[Term] | None:
    """What the rows are ordered by, the primary key at the end; None where a term is no field or may be empty, so
    that no row could be found by it again."""
    ordered = queryset.query.order_by or queryset.model._meta.ordering
    terms = []
    for said in ordered:
        term = _term(queryset.model, said)
        if term is None:
            return None
        terms.append(term)
    if not any(term.field.primary_key and "__" not in term.path for term in terms):
        terms.append(Term("pk", queryset.model._meta.pk, is_down=bool(terms) and terms[-1].is_down))
    return terms


def _term(model: type[Model], said: Any) -> Term | None:
    if isinstance(said, F):
        said = said.asc()
    if isinstance(said, OrderBy):
        if not isinstance(said.expression, F):
            return None
        name = cast(Any, said.expression).name
        said = f"-{name}" if said.descending else name
    if not isinstance(said, str):
        return None
    path, field = said.lstrip("-"), None
    for name in path.split("__"):
        try:
            field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        except FieldDoesNotExist:
            return None
        if field is None or not field.concrete or field.null:
            return None
        model = cast(type[Model], field.related_model or model)
    return Term(path, cast(Field, field), said.startswith("-"))


def key_of(row: Any, terms: Sequence[Term]) -> str:
    told = json.dumps([term.value_of(row) for term in terms], cls=_KeyEncoder, ensure_ascii=False)
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


class _KeyEncoder(DjangoJSONEncoder):
    """Instants to the microsecond, which the usual one cuts off."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def read_key(told: str, terms: Sequence[Term]) -> list[Any] | None:
    """The values of a key out of an address; None of one that says nothing here."""
    try:
        values = json.loads(urlsafe_b64decode(told + "=" * (-len(told) % 4)))
        if not isinstance(values, list) or len(values) != len(terms) or None in values:
            return None
        return [_target(term.field).to_python(value) for term, value in zip(terms, values, strict=True)]
    except (ValueError, TypeError, RecursionError, OverflowError, binascii.Error, ValidationError):
        return None


def _target(field: Field) -> Field:
    return getattr(field, "target_field", field)


def rows_in_order(queryset: QuerySet, most: int) -> list[Any]:
    """The first rows of an ordered queryset. Where names read along many tables, the keys come first: to find the
    first rows behind so many joins takes the planner far longer than to read them by their keys."""
    return list(_keys_first(queryset)[:most])


def _keys_first(queryset: QuerySet) -> QuerySet:
    read_along = queryset.query.select_related
    if not isinstance(read_along, dict) or _count_of(read_along) < MANY_JOINS:
        return queryset
    return keys_first(queryset, lambda keys: queryset.order_by().filter(pk__in=keys))


def rows_and_known(queryset: QuerySet, most: int, known: int | None) -> tuple[list[Any], int | None]:
    """The same with how many rows there are in all, at most one more than is counted, where that comes along."""
    found = _keys_first(queryset)
    known = counted_rows(queryset, MOST_COUNTED) if known is None else known
    if is_keys_first(found):
        bare = by_looked_up(queryset)
        if bare is not None and terms_of(queryset) is not None:
            found = same_rows(found, bare)
        elif known is None and likely_rows(queryset) is None:
            return rows_and_count(found, most, MOST_COUNTED + 1)
    return list(found[:most]), known


def _count_of(read_along: Mapping[str, Any]) -> int:
    return sum(1 + _count_of(further) for further in read_along.values())


def beyond(queryset: QuerySet, terms: Sequence[Term], key: Sequence[Any], most: int) -> list[Any]:
    """Up to `most` rows behind the key, in the order of the terms. One query a term at the most, each of them a range
    of the index that holds the order: what shares all but the last value with the key first, then all but the two
    last, and so on."""
    ordered = queryset.order_by(*(term.order for term in terms))
    found: list[Any] = []
    for depth in range(len(terms) - 1, -1, -1):
        same = {term.path: value for term, value in zip(terms[:depth], key, strict=False)}
        last = terms[depth]
        further = {f"{last.path}__{'lt' if last.is_down else 'gt'}": key[depth]}
        found += rows_in_order(ordered.filter(**same, **further), most - len(found))
        if len(found) >= most:
            break
    return found


def chunks_of(queryset: QuerySet, most: int) -> Iterator[list[Any]]:
    """Every row, so many at once, each chunk behind the key of the last row: nothing is kept open in between, and no
    chunk costs more than the first. What is ordered by no key is read by a cursor."""
    terms = terms_of(queryset)
    if terms is None:
        rows = queryset.iterator(chunk_size=most)
        while chunk := list(islice(rows, most)):
            yield chunk
        return
    chunk = rows_in_order(queryset.order_by(*(term.order for term in terms)), most)
    while chunk:
        yield chunk
        if len(chunk) < most:
            return
        chunk = beyond(queryset, terms, [term.value_of(chunk[-1]) for term in terms], most)


class ListPaginator(Paginator):
    """Counts no further than `MOST_COUNTED`; `is_more` says that there is more."""

    def __init__(self, queryset: QuerySet, per_page: int, *, known: int | None = None) -> None:
        """`known` is how many rows there are, at most one more than is counted, where somebody knows."""
        super().__init__(queryset, per_page)
        self.count, self.is_more = capped(known) if known is not None else count_up_to(queryset)  # type: ignore[misc]

    @property
    def counted(self) -> str:
        return counted_words(self.count, is_more=self.is_more)


class KeyPage(Page):
    """A page of a long list. `first`, `previous`, `next` and `last` are what the address says of them, or None."""

    def __init__(
        self, rows: list[Any], paginator: ListPaginator, *, terms: Sequence[Term], is_first: bool, is_last: bool
    ) -> None:
        super().__init__(rows, 0, paginator)
        self.first: dict[str, str] | None = None if is_first else {}
        self.previous = None if is_first or not rows else {"before": key_of(rows[0], terms)}
        self.next = None if is_last or not rows else {"after": key_of(rows[-1], terms)}
        self.last = None if is_last else {"page": LAST}

    is_by_key = True

    def has_other_pages(self) -> bool:
        return not (self.first is None and self.last is None)


def page_of(queryset: QuerySet, asked: QueryDict, per_page: int, *, known: int | None = None) -> Page:
    """The part of the list that the address asks for; what it says wrong leads to the beginning. `known` is how many
    rows there are, where the page has counted them besides."""
    if not any(asked.get(name) for name in PAGE_NAMES):
        return _beginning(queryset, per_page, known)
    number, is_behind = asked.get("page", ""), bool(asked.get("after") or asked.get("before"))
    terms = terms_of(queryset)
    if terms is not None and number == LAST and not is_behind:
        backward = queryset.order_by(*(term.turned().order for term in terms))
        rows, known = rows_and_known(backward, per_page, known)
        paginator = ListPaginator(queryset, per_page, known=known)
        if paginator.is_more:
            return _page(rows[::-1], paginator, terms, is_first=False, is_last=True)
        return paginator.get_page(paginator.num_pages)
    paginator = ListPaginator(queryset, per_page, known=known)
    if terms is None:
        if paginator.is_more:
            # Ordered by what no index holds: only within one container, which stays small.
            paginator.count, paginator.is_more = queryset.count(), False  # type: ignore[misc]
        return paginator.get_page(paginator.num_pages if number == LAST else number)
    if (key := read_key(asked.get("before", ""), terms)) is not None:
        rows = beyond(queryset, [term.turned() for term in terms], key, per_page + 1)
        return _page(rows[:per_page][::-1], paginator, terms, is_first=len(rows) <= per_page, is_last=False)
    if (key := read_key(asked.get("after", ""), terms)) is not None:
        rows = beyond(queryset, terms, key, per_page + 1)
        return _page(rows[:per_page], paginator, terms, is_first=False, is_last=len(rows) <= per_page)
    if not paginator.is_more:
        return paginator.get_page(number)
    # An address kept from a time when the list was short.
    skipped = (int(number) - 1) * per_page if number.isascii() and number.isdigit() and len(number) < 5 else 0
    skipped = skipped if 0 <= skipped < MOST_COUNTED else 0
    ordered = queryset.order_by(*(term.order for term in terms))
    rows = list(ordered[skipped : skipped + per_page + 1])
    return _page(rows[:per_page], paginator, terms, is_first=not skipped, is_last=len(rows) <= per_page)


def _beginning(queryset: QuerySet, per_page: int, known: int | None) -> Page:
    """The first page. Most lists fit on it: then its rows tell how many there are, and nothing is counted."""
    terms = terms_of(queryset)
    ordered = queryset.order_by(*(term.order for term in terms)) if terms else queryset
    rows, known = rows_and_known(ordered, per_page + 1, known)
    paginator = ListPaginator(queryset, per_page, known=len(rows) if len(rows) <= per_page else known)
    if not paginator.is_more:
        return Page(rows[:per_page], 1, paginator)
    if terms is None:
        # Ordered by what no index holds: only within one container, which stays small.
        paginator.count, paginator.is_more = queryset.count(), False  # type: ignore[misc]
        return Page(rows[:per_page], 1, paginator)
    return _page(rows[:per_page], paginator, terms, is_first=True, is_last=False)


def _page(
    rows: list[Any], paginator: ListPaginator, terms: Sequence[Term], *, is_first: bool, is_last: bool
) -> KeyPage:
    return KeyPage(rows, paginator, terms=terms, is_first=is_first, is_last=is_last)
