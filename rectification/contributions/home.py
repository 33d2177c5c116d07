"""What rectification tells on the first page: how much of this year is closed, and what a subdistrict still owes."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.home import FIGURES, Look
from core.numbers import percent
from core.paging import count_up_to, number_words
from core.shapes import Figure
from rectification.filters import LIVE, UNFINISHED
from rectification.filters import NOT_CLOSED as NOT_CLOSED_YET
from rectification.models import RectificationItem
from rectification.models.item import NOT_CLOSED, ItemStatus
from rectification.models.item import UNFINISHED as UNFINISHED_STATES


def register_figures() -> None:
    FIGURES.add(own_figure, order=20)
    FIGURES.add(rate_figure, order=600)


def rate_figure(look: Look) -> Figure | None:
    """整改率: closed items of the rounds of this year in a hundred of all; suggestions and leads never become items,
    and withdrawn ones count nowhere (R11)."""
    if Permission.CASE_VIEW not in look.access.everywhere:
        return None
    items = RectificationItem.objects.visible_to(look.user).live().of_year(look.today.year)
    total, is_more = count_up_to(items)
    if is_more:
        # How many are closed nobody counts any more; how many are not says as much.
        left, is_more = count_up_to(items.filter(status__in=NOT_CLOSED))
        path = _path(f"?year={look.today.year}&status={NOT_CLOSED_YET}")
        note = _("Of the rounds of this year; without suggestions and leads")
        return Figure(_("Not closed yet"), number_words(left, is_more=is_more), note, path)
    closed = items.filter(status=ItemStatus.CLOSED).count()
    if not total:
        return Figure(_("Rectified and closed"), "—", _("No item of this year yet"), _path())
    note = _("%(closed)s closed ÷ %(total)s to be rectified; without suggestions and leads") % {
        "closed": closed,
        "total": total,
    }
    return Figure(
        _("Rectified and closed"), percent(closed, total), note, _path(f"?year={look.today.year}&status={LIVE}")
    )


def own_figure(look: Look) -> Figure | None:
    """For a subdistrict: items it still owes, over all years."""
    if not look.access.permits_somewhere(Permission.ITEM_REPORT):
        return None
    items = RectificationItem.objects.visible_to(look.user).live()
    counts = items.order_by().aggregate(
        unfinished=Count("pk", filter=Q(status__in=UNFINISHED_STATES)),
        overdue=Count("pk", filter=Q(status__in=UNFINISHED_STATES, deadline__due_on__lt=look.today)),
    )
    note = _("Of these overdue: %(count)s") % {"count": counts["overdue"]}
    tone = "bad" if counts["overdue"] else ""
    return Figure(_("Items to be rectified"), counts["unfinished"], note, _path(f"?status={UNFINISHED}"), tone)


def _path(query: str = "") -> str:
    return reverse("rectification:item-list") + query
