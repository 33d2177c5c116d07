"""The way back from the pages inside one case."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.shapes import Crumb


def case_crumbs(case=None, item=None) -> list[Crumb]:
    crumbs = [Crumb(_("Rectification"), reverse("rectification:case-list"))]
    if case is not None:
        crumbs.append(Crumb(str(case), case.get_absolute_url()))
    if item is not None:
        crumbs.append(Crumb(_("Item %(number)s") % {"number": item.number}, item.get_absolute_url()))
    return crumbs


def item_crumbs(item) -> list[Crumb]:
    return case_crumbs(item.case, item)


def correction_crumbs(correction) -> list[Crumb]:
    """To the page of the case's corrections, on which each of them stands."""
    return [*case_crumbs(correction.case), Crumb(_("Corrections of dates"), correction.get_absolute_url())]
