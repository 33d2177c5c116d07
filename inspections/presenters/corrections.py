"""Corrections of dates as pages list them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Under
from core.day_words import day_in_list
from core.presenters import badge_of
from core.shapes import Badge, Button
from core.tables import Column, Table, table_of
from inspections.models.correction import Correction


@dataclass(frozen=True)
class CorrectionRow:
    """A line of the table; `actions` are what whoever looks may decide."""

    correction: Correction
    badge: Badge
    actions: list[Button]


def correction_rows(corrections, actions_of: Callable[[Correction], list[Button]]) -> list[CorrectionRow]:
    """Corrections of one thing, the latest first."""
    found = corrections.select_related("proposed_by__unit", "decided_by__unit")
    return [CorrectionRow(one, badge_of(one), actions_of(one)) for one in found]


def corrections_table(rows, today: date) -> Table:
    """Of rows with `correction`, `badge` and `actions`: those of a round's dates, and those of days of delivery."""
    return table_of(_("Corrections of dates"), COLUMNS, rows, today)


def _proposed(row, today):
    one = row.correction
    return f"{one.proposed_by.printed_name} {day_in_list(one.proposed_on)}"


def _decided(row, today):
    one = row.correction
    if one.decided_by is None:
        return None
    said = f"{one.decided_by.printed_name} {day_in_list(one.decided_on)}"
    return (said, Under(one.decision_note)) if one.decision_note else said


COLUMNS = (
    Column(gettext_lazy("Fact"), lambda row, today: row.correction.get_field_display()),
    Column(gettext_lazy("Recorded day"), lambda row, today: row.correction.old_on, "date"),
    Column(gettext_lazy("Right day"), lambda row, today: row.correction.new_on, "date"),
    Column(gettext_lazy("Reason"), lambda row, today: row.correction.reason),
    Column(gettext_lazy("Proposed by"), _proposed),
    Column(gettext_lazy("Decided by"), _decided),
    Column(gettext_lazy("State"), lambda row, today: row.badge, "tight"),
    Column(gettext_lazy("Verb"), lambda row, today: tuple(row.actions), "act"),
)


def reason_of(correction) -> str:
    return _("Reason: %(reason)s") % {"reason": correction.reason}


def name_of(correction) -> str:
    """A correction in "my work": whose date, and which day becomes which."""
    return _("%(thing)s: %(change)s") % {"thing": correction.thing, "change": correction}
