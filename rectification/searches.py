"""Which items and hand-offs are meant by words: in the boxes of their lists, and in the one for all."""

from django.db.models import Q, QuerySet

from accounts.queries.units import unit_named
from core.numbers import number_in, whole_number
from core.searching import bearing, parts_of, spelled, whose
from rectification.models import HandOff, HandOffLine, RectificationItem


def items_with(queryset: QuerySet[RectificationItem], words: str, *, of_all: bool) -> QuerySet[RectificationItem]:
    """By problem, inspected body, place and number; `of_all` cases, by the subdistrict too."""
    for part in parts_of(words):
        found = bearing(RectificationItem, part)
        if of_all:
            found |= unit_named("subdistrict", part)
        if (number := whole_number(part)) is not None:
            found |= Q(number=number)
        queryset = queryset.filter(found)
    return queryset


def hand_offs_with(queryset: QuerySet[HandOff], words: str) -> QuerySet[HandOff]:
    """By what is handed over, the body it is about, the receiver, and the number of the letter."""
    for part in parts_of(words):
        lines = HandOffLine.objects.filter(spelled(HandOffLine, part))
        found = whose("pk", lines, key="hand_off") | unit_named("receiver", part)
        if (number := number_in(part)) is not None:
            found |= Q(letter__number=number)
        queryset = queryset.filter(found)
    return queryset
