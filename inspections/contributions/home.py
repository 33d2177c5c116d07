"""What inspections tell on the first page: how much was found this year."""

from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from core.day_words import day_in_list
from core.home import FIGURES, Count, Look
from core.paging import number_words
from core.parts import days_words
from core.queries.at_once import Alike
from core.queries.later import Later
from core.shapes import Figure
from inspections.filters import ISSUES
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import RECTIFIED_KINDS, FindingQuerySet, FindingStatus
from inspections.models.round import RoundStatus
from inspections.queries.names import NAME_FIELDS, NAME_TABLES


def register_figures() -> None:
    FIGURES.add(own_round_figure, order=15)
    FIGURES.add(findings_figure, order=300)


def own_round_figure(look: Look) -> Later[Figure | None] | None:
    """For a team: the day by which it is to enter, or by which it is to leave."""
    access = look.access
    if Permission.ROUND_VIEW in access.everywhere or not access.permits_somewhere(Permission.ROUND_VIEW):
        return None
    return look.later(partial(_stay, look.today), Alike(_first_stay, look.user))


def _first_stay(user: User) -> QuerySet[SubdistrictRound]:
    stays = SubdistrictRound.objects.visible_to(user).filter(status__in=_STAYS).select_related(*NAME_TABLES)
    return stays.only("status", "planned_to_on", *NAME_FIELDS).order_by("planned_from_on")[:1]


def _stay(today: date, found: list[SubdistrictRound]) -> Figure | None:
    if not found:
        return None
    round_ = found[0]
    label, day = _STAYS[round_.status](round_)
    note = _("%(round)s: %(left)s") % {"round": round_, "left": days_words((day - today).days)}
    return Figure(label, day_in_list(day), note, round_.get_absolute_url(), "warn" if day < today else "")


_STAYS = {
    RoundStatus.NOTIFIED: lambda round_: (_("Planned entry"), round_.planned_from_on),
    RoundStatus.ON_SITE: lambda round_: (_("Planned last day on site"), round_.planned_to_on),
}


def findings_figure(look: Look) -> Later[Figure] | None:
    """Confirmed findings of the rounds of this year that are to be rectified: neither leads nor suggestions."""
    if Permission.FINDING_VIEW not in look.access.everywhere:
        return None
    year = look.today.year
    confirmed, drafts = (Alike(make, look.user, (year,)) for make in (_confirmed, _drafts))
    return look.counted(partial(_findings, year), confirmed, drafts)


def _confirmed(user: User, year: int) -> QuerySet[Finding]:
    return _of_year(user, year).confirmed()


def _drafts(user: User, year: int) -> QuerySet[Finding]:
    return _of_year(user, year).drafts()


def _of_year(user: User, year: int) -> FindingQuerySet:
    return Finding.objects.visible_to(user).filter(year=year, kind__in=RECTIFIED_KINDS).order_by().only("pk")


def _findings(year: int, of_confirmed: Count, of_drafts: Count) -> Figure:
    (confirmed, is_more), (drafts, are_more) = of_confirmed, of_drafts
    path = reverse("inspections:finding-overview")
    url = f"{path}?year={year}&kind={ISSUES}&status={FindingStatus.CONFIRMED}" if confirmed else path
    note = _("To be confirmed: %(count)s. Without suggestions.") % {"count": number_words(drafts, is_more=are_more)}
    return Figure(_("Findings this year"), number_words(confirmed, is_more=is_more), note, url)
