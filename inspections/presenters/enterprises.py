"""What the page of an enterprise says of it, and its history (R8)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Link
from core.day_words import day_in_list
from core.shapes import Badge, Crumb, Fact
from core.tables import Column, Table, table_of
from inspections.models import Enterprise, Finding
from inspections.presenters.findings import kind_cell, problem_cell, state_cell


def enterprise_crumbs(enterprise: Enterprise) -> list[Crumb]:
    register = Crumb(_("Enterprises"), reverse("inspections:enterprise-list"))
    return [register, Crumb(enterprise.name, enterprise.get_absolute_url())]


def facts_of(enterprise: Enterprise) -> list[Fact]:
    formerly = _("; ").join(
        _("%(name)s (until %(day)s)") % {"name": one.name, "day": day_in_list(one.until_on)}
        for one in enterprise.former_names.all()
    )
    former = [Fact(_("Former names"), formerly, wide=True)] if formerly else []
    return [
        *former,
        Fact(_("Unified social credit code"), enterprise.credit_code),
        Fact(_("Industry"), enterprise.sector),
        Fact(_("Subdistrict"), enterprise.subdistrict.name),
        Fact(_("Key enterprise"), _("yes") if enterprise.is_key else _("no"), clause="一(二)1"),
        Fact(_("Address"), enterprise.address, wide=True),
    ]


def rounds_table(visits, today: date) -> Table:
    return table_of(_("Rounds that visited it"), VISITS, visits, today)


def _stay(visit, today):
    round_, _count = visit
    first, last = round_.entered_on or round_.planned_from_on, round_.ended_on
    return _("%(first)s to %(last)s") % {"first": day_in_list(first), "last": day_in_list(last) if last else "…"}


VISITS = (
    Column(gettext_lazy("Round"), lambda visit, today: Link(str(visit[0]), visit[0].get_absolute_url())),
    Column(gettext_lazy("Team"), lambda visit, today: visit[0].team.name),
    Column(gettext_lazy("On site"), _stay, "tight"),
    Column(gettext_lazy("Findings"), lambda visit, today: visit[1], "num"),
)


def findings_table(rows, repeats: Mapping[Any, Finding], joined, today: date) -> Table:
    """`repeats`: earlier findings that said the same, by the keys of those that say it again."""

    def problem(row, today):
        cell = problem_cell(row.finding)
        earlier = repeats.get(row.finding.pk)
        if earlier is None:
            return cell
        words = _("see No. %(number)s of %(round)s") % {"number": earlier.number, "round": earlier.round}
        return (cell, Badge(_("Repeated"), "warn"), Link(words, earlier.get_absolute_url()))

    columns = (
        Column(gettext_lazy("Problem"), problem, is_title=True),
        Column(gettext_lazy("Round"), lambda row, today: row.finding.round, is_desk_only=True),
        Column(gettext_lazy("Kind"), lambda row, today: kind_cell(row.finding), "tight"),
        Column(gettext_lazy("Found on"), lambda row, today: row.finding.found_on, "date", is_desk_only=True),
        Column(gettext_lazy("State"), lambda row, today: state_cell(row), "tight"),
        *joined,
    )
    return table_of(_("Findings about it"), columns, rows, today)
