"""What rectification tells on the first page: how much of this year is closed, and what a subdistrict still owes."""

from functools import partial

from django.db.models import Count as CountOf
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.home import FIGURES, Count, Counted, Look
from core.numbers import percent
from core.paging import number_words
from core.shapes import Figure
from rectification.filters import LIVE, UNFINISHED
from rectification.filters import NOT_CLOSED as NOT_CLOSED_YET
from rectification.models import RectificationItem
from rectification.models.item import NOT_CLOSED
from rectification.models.item import UNFINISHED as UNFINISHED_STATES


def register_figures() -> None:
    FIGURES.add(own_figure, order=20)
    FIGURES.add(rate_figure, order=600)


def rate_figure(look: Look) -> Counted | None:
    """整改率: closed items of the rounds of this year in a hundred of all; suggestions and leads never become items,
    and withdrawn ones count nowhere (R11)."""
    if Permission.CASE_VIEW not in look.access.everywhere:
        return None
    items = RectificationItem.objects.visible_to(look.user).live().of_year(look.today.year)
    return Counted([items, items.filter(status__in=NOT_CLOSED)], partial(_rate, look.today.year))


def _rate(year: int, of_all: Count, not_closed: Count) -> Figure:
    (total, is_more), (left, are_more) = of_all, not_closed
    if is_more:
        # How many are closed nobody counts any more; how many are not says as much.
        note = _("Of the rounds of this year; without suggestions and leads")
        path = _path(f"?year={year}&status={NOT_CLOSED_YET}")
        return Figure(_("Not closed yet"), number_words(left, is_more=are_more), note, path)
    if not total:
        return Figure(_("Rectified and closed"), "—", _("No item of this year yet"), _path())
    closed = total - left
    note = _("%(closed)s closed ÷ %(total)s to be rectified; without suggestions and leads") % {
        "closed": closed,
        "total": total,
    }
    return Figure(_("Rectified and closed"), percent(closed, total), note, _path(f"?year={year}&status={LIVE}"))


def own_figure(look: Look) -> Figure | None:
    """For a subdistrict: items it still owes, over all years."""
    if not look.access.permits_somewhere(Permission.ITEM_REPORT):
        return None
    items = RectificationItem.objects.visible_to(look.user).live()
    counts = items.order_by().aggregate(
        unfinished=CountOf("pk", filter=Q(status__in=UNFINISHED_STATES)),
        overdue=CountOf("pk", filter=Q(status__in=UNFINISHED_STATES, deadline__due_on__lt=look.today)),
    )
    note = _("Of these overdue: %(count)s") % {"count": counts["overdue"]}
    tone = "bad" if counts["overdue"] else ""
    return Figure(_("Items to be rectified"), counts["unfinished"], note, _path(f"?status={UNFINISHED}"), tone)


def _path(query: str = "") -> str:
    return reverse("rectification:item-list") + query
