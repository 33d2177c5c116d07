"""Which items, hand-offs and listed hazards are meant by words: in the boxes of their lists, and in the one box."""

from django.db.models import Q

from accounts.queries.units import unit_names, units_named
from core.searching import Meaning, Search, Way, bears, names, spelled
from core.typed_words import Part, Typed
from inspections.models import SubdistrictRound
from rectification.models import HandOffLine, HazardListing, RectificationItem


def _item(part: Part) -> list[Way | Q]:
    """By problem, inspected body, place and number."""
    return [bears(RectificationItem, part), *([Q(number=part.whole)] if part.whole is not None else [])]


def _items(words: Typed) -> Meaning:
    return [_item(part) for part in words.parts]


def _items_of_all(words: Typed) -> Meaning:
    """Of all cases, by the subdistrict too."""
    return [[*_item(part), unit_names("subdistrict", part)] for part in words.parts]


def _hand_offs(words: Typed) -> Meaning:
    """By what is handed over, the body it is about, the receiver, and the number of the letter."""
    return [_hand_off(part) for part in words.parts]


def _hand_off(part: Part) -> list[Way | Q]:
    lines = HandOffLine.objects.filter(spelled(HandOffLine, part))
    numbered = [Q(letter__number=part.inside)] if part.inside is not None else []
    return [names("pk", lines, key="hand_off"), unit_names("receiver", part), *numbered]


def _listings(words: Typed) -> Meaning:
    """By the hazard, the body it was found at, the criterion, the subdistrict, and the number of the notice."""
    part = words.as_one
    # A listing keeps no subdistrict of its own: rounds of it are looked up.
    rounds = SubdistrictRound.objects.filter(Q(subdistrict__among=units_named(part).order_by().values("pk")))
    numbered = [Q(notice__number=part.inside)] if part.inside is not None else []
    return [[bears(HazardListing, part), names("round", rounds), *numbered]]


items_with, items_of_all_with = Search(_items), Search(_items_of_all)
hand_offs_with, listings_with = Search(_hand_offs), Search(_listings)
