"""The tables on the page of a plan: its entries, what they cover, and the receipts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Lines, Link, Soft, Under
from core.shapes import Badge
from core.tables import Column, Table, table_of
from planning.presenters.extracts import received
from planning.presenters.periods import period
from planning.presenters.plans import CoverageRow, CoveredRound, EntryRow


def left_open_table(plan, today: date) -> Table:
    return table_of(_("Left open when the year was closed"), LEFT_OPEN, plan.closing_notes, today)


def entries_table(rows: Sequence[EntryRow], today: date, *, may_edit: bool) -> Table:
    return table_of(_("Subdistricts and dates"), (*ENTRIES, CHANGE) if may_edit else ENTRIES, rows, today)


def coverage_table(plan, rows: Sequence[CoverageRow], today: date, *, may_edit: bool) -> Table:
    """`may_edit`: a subdistrict without any round leads to the form that gives it one."""
    schedule = reverse("planning:entry-add", args=[plan.pk])

    def rounds(row, today):
        if row.rounds:
            return Lines([_covered(one) for one in row.rounds])
        return Link(_("Schedule it"), f"{schedule}?subdistrict={row.unit.pk}") if may_edit else None

    caption = _("Coverage of %(year)s") % {"year": plan.year}
    return table_of(caption, (COVERED, STATE, Column(gettext_lazy("Rounds"), rounds)), rows, today)


def extracts_table(extracts, today: date) -> Table:
    return table_of(_("Extracts and receipts"), EXTRACTS, extracts, today)


def _days(row, today):
    told: list[Any] = [row.entry.days]
    if row.is_short:
        told.append(Badge(_("short"), "warn"))
    if row.entry.short_reason:
        told.append(Under(row.entry.short_reason))
    return tuple(told)


def _team(row, today):
    team = row.entry.team
    if team is not None:
        return (Link(team.name, team.get_absolute_url()), *([Soft(row.team_state)] if row.team_state else []))
    return Link(row.assign.label, row.assign.url) if row.assign else Soft(_("still open"))


def _covered(one: CoveredRound) -> tuple:
    entry = one.entry
    state = Link(one.badge.label, one.path) if one.path else Soft(one.badge.label)
    told = (period(entry.from_on, entry.to_on), state)
    if not entry.is_ad_hoc:
        return told
    return (*told, Badge(_("outside the plan"), "info"), Soft(f"{entry.ad_hoc_reason} {entry.ad_hoc_order}".strip()))


LEFT_OPEN = (
    Column(gettext_lazy("What"), lambda note, today: note["label"]),
    Column(gettext_lazy("Reason"), lambda note, today: note["reason"]),
)
ENTRIES = (
    Column(gettext_lazy("Subdistrict"), lambda row, today: row.entry.subdistrict.short_name),
    Column(
        gettext_lazy("Cycle"), lambda row, today: _("Cycle %(number)s") % {"number": row.entry.cycle.number}, "tight"
    ),
    Column(gettext_lazy("Planned"), lambda row, today: period(row.entry.from_on, row.entry.to_on), "date"),
    Column(gettext_lazy("Days"), _days, "num"),
    Column(gettext_lazy("Team"), _team),
)
CHANGE = Column(gettext_lazy("Change"), lambda row, today: tuple(row.links), "act")
COVERED = Column(gettext_lazy("Subdistrict"), lambda row, today: row.unit.short_name)
STATE = Column(gettext_lazy("State"), lambda row, today: row.badge, "tight")
EXTRACTS = (
    Column(gettext_lazy("Subdistrict"), lambda extract, today: extract.unit.short_name),
    Column(gettext_lazy("Sent on"), lambda extract, today: extract.published_on, "date"),
    Column(gettext_lazy("Received on"), lambda extract, today: received(extract), "date"),
    Column(gettext_lazy("Received by"), lambda extract, today: extract.received_by),
)
