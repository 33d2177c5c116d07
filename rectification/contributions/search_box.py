"""What the one box finds here (core.search_box)."""

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.search_box import KINDS, Kind
from inspections.queries.names import name_fields
from rectification import searches
from rectification.models import HandOff, RectificationItem
from rectification.models.hand_off import HandOffStatus

# Signs of a problem's text.
SHOWN = 60


def _items(user):
    found = RectificationItem.objects.visible_to(user)
    found = found.select_related("case__round__subdistrict", "case__round__entry__cycle")
    return found.order_by("-issued_on", "case_id", "number", "pk")


def _tell_item(one):
    return f"{one.number}. {Truncator(one.text).chars(SHOWN)}", f"{one.case.round} · {one.subject_name}"


def _hand_offs(user):
    """Those that went out. What concerns a lead stands in no list with the others (ADR 9)."""
    found = HandOff.objects.visible_to(user).ordinary().exclude(status=HandOffStatus.DISCARDED)
    return found.select_related("receiver", "letter").prefetch_related("lines").order_by("-drafted_on", "pk")


def _tell_hand_off(one):
    matter = next((Truncator(line.text).chars(SHOWN) for line in one.lines.all()), "")
    return str(one), matter


ITEMS = Kind(
    RectificationItem, _("Rectification items"), "card-checklist", Permission.CASE_VIEW, "rectification:item-list",
    rows=_items, find=searches.items_of_all_with, tell=_tell_item,
    fields=("number", "text", "subject_name", *name_fields("case__round")),
)  # fmt: skip
HAND_OFFS = Kind(
    HandOff, _("Hand-offs"), "box-arrow-right", Permission.HAND_OFF_VIEW, "rectification:hand-off-list",
    rows=_hand_offs, find=searches.hand_offs_with, tell=_tell_hand_off,
    fields=("receiver__short_name", "letter__series", "letter__year", "letter__number"),
)  # fmt: skip


def register_kinds() -> None:
    KINDS.add(HAND_OFFS, order=520)
    KINDS.add(ITEMS, order=600)
