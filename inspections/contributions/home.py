"""What inspections tell on the first page: how much was found this year."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.day_words import day_in_list
from core.home import FIGURES, Count, Counted, Look
from core.paging import number_words
from core.parts import days_words
from core.shapes import Figure
from inspections.filters import ISSUES
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import RECTIFIED_KINDS, FindingStatus
from inspections.models.round import RoundStatus


def register_figures() -> None:
    FIGURES.add(own_round_figure, order=15)
    FIGURES.add(findings_figure, order=300)


def own_round_figure(look: Look) -> Figure | None:
    """For a team: the day by which it is to enter, or by which it is to leave."""
    access = look.access
    if Permission.ROUND_VIEW in access.everywhere or not access.permits_somewhere(Permission.ROUND_VIEW):
        return None
    stays = SubdistrictRound.objects.visible_to(look.user).filter(status__in=_STAYS)
    round_ = stays.select_related("subdistrict", "entry__cycle").order_by("planned_from_on").first()
    if round_ is None:
        return None
    label, day = _STAYS[round_.status](round_)
    note = _("%(round)s: %(left)s") % {"round": round_, "left": days_words((day - look.today).days)}
    return Figure(label, day_in_list(day), note, round_.get_absolute_url(), "warn" if day < look.today else "")


_STAYS = {
    RoundStatus.NOTIFIED: lambda round_: (_("Planned entry"), round_.planned_from_on),
    RoundStatus.ON_SITE: lambda round_: (_("Planned last day on site"), round_.planned_to_on),
}


def findings_figure(look: Look) -> Counted | None:
    """Confirmed findings of the rounds of this year that are to be rectified: neither leads nor suggestions."""
    if Permission.FINDING_VIEW not in look.access.everywhere:
        return None
    found = Finding.objects.visible_to(look.user).filter(year=look.today.year, kind__in=RECTIFIED_KINDS)
    return Counted([found.confirmed(), found.drafts()], partial(_findings, look.today.year))


def _findings(year: int, of_confirmed: Count, of_drafts: Count) -> Figure:
    (confirmed, is_more), (drafts, are_more) = of_confirmed, of_drafts
    path = reverse("inspections:finding-overview")
    url = f"{path}?year={year}&kind={ISSUES}&status={FindingStatus.CONFIRMED}" if confirmed else path
    note = _("To be confirmed: %(count)s. Without suggestions.") % {"count": number_words(drafts, is_more=are_more)}
    return Figure(_("Findings this year"), number_words(confirmed, is_more=is_more), note, url)
