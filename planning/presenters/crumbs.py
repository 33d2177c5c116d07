"""The way back from a thing to its list, the thing itself last."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.shapes import Crumb


def plan_crumbs(plan) -> list[Crumb]:
    return _way(_("Annual plans"), "plan-list", plan)


def entry_crumbs(entry) -> list[Crumb]:
    """An entry stands on the page of its plan."""
    return plan_crumbs(entry.plan if entry else None)


def extract_crumbs(extract) -> list[Crumb]:
    return _way(_("Extracts of the plan"), "extract-list", extract)


def team_crumbs(team) -> list[Crumb]:
    return _way(_("Inspection teams"), "team-list", team)


def person_crumbs(person) -> list[Crumb]:
    return _way(_("Register of people"), "person-list", person)


def ruleset_crumbs(ruleset) -> list[Crumb]:
    return _way(_("The regulation"), "ruleset-list", ruleset)


def _way(label, url_name, thing) -> list[Crumb]:
    home = Crumb(label, reverse(f"planning:{url_name}"))
    return [home, Crumb(str(thing), thing.get_absolute_url())] if thing is not None else [home]
