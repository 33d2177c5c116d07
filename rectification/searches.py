"""Which items, hand-offs and listed hazards are meant by words: in the boxes of their lists, and in the one box."""

from django.db.models import Q

from accounts.queries.units import unit_names, units_named
from core.numbers import number_in, whole_number
from core.searching import Meaning, Search, Way, bears, names, parts_of, spelled
from inspections.models import SubdistrictRound
from rectification.models import HandOffLine, HazardListing, RectificationItem


def _item(part: str) -> list[Way | Q]:
    """By problem, inspected body, place and number."""
    number = whole_number(part)
    return [bears(RectificationItem, part), *([Q(number=number)] if number is not None else [])]


def _items(words: str) -> Meaning:
    return [_item(part) for part in parts_of(words)]


def _items_of_all(words: str) -> Meaning:
    """Of all cases, by the subdistrict too."""
    return [[*_item(part), unit_names("subdistrict", part)] for part in parts_of(words)]


def _hand_offs(words: str) -> Meaning:
    """By what is handed over, the body it is about, the receiver, and the number of the letter."""
    return [_hand_off(part) for part in parts_of(words)]


def _hand_off(part: str) -> list[Way | Q]:
    lines = HandOffLine.objects.filter(spelled(HandOffLine, part))
    number = number_in(part)
    numbered = [Q(letter__number=number)] if number is not None else []
    return [names("pk", lines, key="hand_off"), unit_names("receiver", part), *numbered]


def _listings(words: str) -> Meaning:
    """By the hazard, the body it was found at, the criterion, the subdistrict, and the number of the notice."""
    # A listing keeps no subdistrict of its own: rounds of it are looked up.
    rounds = SubdistrictRound.objects.filter(Q(subdistrict__among=units_named(words).order_by().values("pk")))
    number = number_in(words)
    numbered = [Q(notice__number=number)] if number is not None else []
    return [[bears(HazardListing, words), names("round", rounds), *numbered]]


items_with, items_of_all_with = Search(_items), Search(_items_of_all)
hand_offs_with, listings_with = Search(_hand_offs), Search(_listings)
