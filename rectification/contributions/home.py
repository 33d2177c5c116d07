"""What rectification tells on the first page: how much of this year is closed, and what a subdistrict still owes."""

from datetime import date
from functools import partial

from django.db.models import Count as CountOf
from django.db.models import Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from core.home import FIGURES, Count, Look
from core.numbers import percent
from core.paging import number_words
from core.queries.at_once import Alike
from core.queries.later import Later
from core.shapes import Figure
from rectification.filters import LIVE, UNFINISHED
from rectification.filters import NOT_CLOSED as NOT_CLOSED_YET
from rectification.models import RectificationItem
from rectification.models.item import NOT_CLOSED
from rectification.models.item import UNFINISHED as UNFINISHED_STATES


def register_figures() -> None:
    FIGURES.add(own_figure, order=20)
    FIGURES.add(rate_figure, order=600)


def rate_figure(look: Look) -> Later[Figure] | None:
    """整改率: closed items of the rounds of this year in a hundred of all; suggestions and leads never become items,
    and withdrawn ones count nowhere (R11)."""
    if Permission.CASE_VIEW not in look.access.everywhere:
        return None
    year = look.today.year
    items, left = (Alike(make, look.user, (year,)) for make in (_of_year, _not_closed))
    return look.counted(partial(_rate, year), items, left)


def _of_year(user: User, year: int) -> QuerySet[RectificationItem]:
    return RectificationItem.objects.visible_to(user).live().of_year(year).order_by().only("pk")


def _not_closed(user: User, year: int) -> QuerySet[RectificationItem]:
    return _of_year(user, year).filter(status__in=NOT_CLOSED)


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


def own_figure(look: Look) -> Later[Figure] | None:
    """For a subdistrict: items it still owes, over all years."""
    if not look.access.permits_somewhere(Permission.ITEM_REPORT):
        return None
    return look.later(_owed, Alike(_counts_of_own, look.user, (look.today,)))


def _counts_of_own(user: User, today: date) -> QuerySet:
    unfinished = Q(status__in=UNFINISHED_STATES)
    items = RectificationItem.objects.visible_to(user).live().filter(unfinished).order_by()
    late = CountOf("pk", filter=Q(deadline__due_on__lt=today))
    # One row of all.
    return items.annotate(all=Value(1)).values("all").annotate(unfinished=CountOf("pk"), overdue=late)


def _owed(found: list[dict]) -> Figure:
    counts = found[0] if found else {"unfinished": 0, "overdue": 0}
    note = _("Of these overdue: %(count)s") % {"count": counts["overdue"]}
    tone = "bad" if counts["overdue"] else ""
    return Figure(_("Items to be rectified"), counts["unfinished"], note, _path(f"?status={UNFINISHED}"), tone)


def _path(query: str = "") -> str:
    return reverse("rectification:item-list") + query
