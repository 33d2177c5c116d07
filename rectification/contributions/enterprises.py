"""What rectification adds to enterprises: how much of what was issued is open, the items, the hand-offs (R8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.permissions import Permission
from core import joined
from core.access import access_of
from core.cells import Light
from core.queries.at_once import AlikeByKeys
from core.queries.later import Gathered
from core.sections import MAIN
from core.shapes import Section
from core.tables import Column, table_of
from inspections.models import Enterprise
from inspections.models.enterprise import KNOWN_BY
from rectification.models import HandOff, RectificationItem
from rectification.models.item import UNFINISHED, ItemStatus
from rectification.presenters.hand_off_tables import hand_offs_table
from rectification.presenters.item_table import DUE, KIND, PROBLEM, STATE
from rectification.presenters.items import item_row
from rectification.queries.hand_offs import with_all

# Of the history on a page.
LATEST = 100
_TABLE = "rectification/_partials/table_section.html"


def register_on_enterprises() -> None:
    KNOWN_BY.add(known_from_items, order=600)
    joined.COLUMNS.add(Enterprise, joined.Joined(COLUMNS, tallies_of, FILE_COLUMNS), order=600)
    MAIN.add(Enterprise, items_on_enterprise, order=600)
    MAIN.add(Enterprise, hand_offs_on_enterprise, order=610)


def known_from_items(user: Any) -> Exists | None:
    """Of a subdistrict: what was issued to it and stands. Who sees findings knows enterprises from these."""
    access = access_of(user)
    if access.permits_somewhere(Permission.FINDING_VIEW) or not access.permits_somewhere(Permission.CASE_VIEW):
        return None
    return Exists(RectificationItem.objects.visible_to(user).live().filter(finding__enterprise=OuterRef("pk")))


@dataclass(frozen=True)
class Tally:
    """Of the items about one enterprise: those not closed, and of them those past their date."""

    left: int
    overdue: int


def tallies_of(enterprises: Sequence[Enterprise], user, today: date) -> Gathered[Mapping[Any, Tally]]:
    """By the keys of the enterprises."""
    asked = AlikeByKeys(_tallies, user, tuple(enterprise.pk for enterprise in enterprises), (today,))
    return Gathered([asked], lambda rows: {key: Tally(left, overdue) for key, left, overdue in rows})


def _tallies(user, enterprises: Sequence[Any], today: date) -> QuerySet:
    items = RectificationItem.objects.visible_to(user).live().filter(finding__enterprise__in=enterprises)
    late = Q(status__in=UNFINISHED, deadline__due_on__lt=today)
    counted = items.order_by().values("finding__enterprise").annotate(
        left=Count("pk", filter=~Q(status=ItemStatus.CLOSED)), overdue=Count("pk", filter=late)
    )  # fmt: skip
    return counted.values_list("finding__enterprise", "left", "overdue")


def _left(tally: Tally | None, today: date):
    """A light only where something is overdue."""
    if tally is None or not tally.overdue:
        return tally.left if tally else None
    words = ngettext("%(count)s overdue", "%(count)s overdue", tally.overdue) % {"count": tally.overdue}
    return (tally.left, Light("overdue", words))


COLUMNS = (Column(gettext_lazy("Items not closed"), _left, "num", is_named=True),)
FILE_COLUMNS = (
    Column(gettext_lazy("Items not closed"), lambda tally, today: tally.left if tally else None),
    Column(gettext_lazy("Overdue"), lambda tally, today: tally.overdue if tally else None),
)
_ROUND = Column(gettext_lazy("Round"), lambda row, today: row.item.case.round, "tight")


def items_on_enterprise(enterprise: Enterprise, user, today: date) -> Section | None:
    """For the subdistrict, which sees no findings; the others read how each stands beside the finding."""
    if access_of(user).permits_somewhere(Permission.FINDING_VIEW):
        return None
    found = RectificationItem.objects.visible_to(user).live().filter(finding__enterprise=enterprise)
    found = found.select_related("deadline", "finding", "case__round__subdistrict", "case__round__entry__cycle")
    rows = [item_row(item, today) for item in found.order_by("-case__issued_on", "number")[:LATEST]]
    table = table_of(_("Items"), (PROBLEM, _ROUND, KIND, DUE, STATE), rows, today)
    return Section(_TABLE, {"title": _("Issued for rectification"), "icon": "list-check", "table": table})


def hand_offs_on_enterprise(enterprise: Enterprise, user, today: date) -> Section | None:
    """Those in reach; of leads nothing stands here (ADR 9)."""
    if not access_of(user).permits_somewhere(Permission.HAND_OFF_VIEW):
        return None
    about = HandOff.objects.visible_to(user).ordinary().filter(lines__finding__enterprise=enterprise)
    found = list(with_all(about.exclude(status="discarded")).distinct().order_by("-drafted_on", "pk")[:LATEST])
    if not found:
        return None
    return Section(
        _TABLE, {"title": _("Hand-offs"), "icon": "box-arrow-right", "table": hand_offs_table(found, today)}
    )
