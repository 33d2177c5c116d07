"""Buttons of a round's page until the verb rows of this app give them."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.buttons import WAYS, button
from core.shapes import Button
from core.transitions import may_move
from inspections.closing import gaps
from inspections.contributions.round_progress import report_seen
from inspections.models import SubdistrictRound
from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from inspections.presenters import closing_actions

WRITING = (ReportStatus.DRAFTING, ReportStatus.RETURNED)


def register_bridge() -> None:
    WAYS.add(SubdistrictRound, of_round, order=200)
    WAYS.add(SubdistrictRound, of_report, order=400)


def of_round(round_, user, today: date) -> list[Button]:
    access, found = user.access, []
    if may_move(round_, "enter", access=access):
        found.append(button(_("Enter"), "inspections:round-enter", round_, icon="box-arrow-in-right", kind="primary"))
    if round_.status == RoundStatus.ON_SITE:
        if access.permits(Permission.FINDING_RECORD, round_.scope_ids):
            found.append(
                button(_("Record finding"), "inspections:finding-add", round_, icon="plus-lg", kind="primary")
            )
            found.append(button(_("Import a list"), "inspections:import-upload", round_, icon="upload"))
        if may_move(round_, "note", access=access):
            found.append(button(_("Add field note"), "inspections:note-add", round_, icon="journal-text"))
        if may_move(round_, "end", access=access):
            found.append(button(_("End fieldwork"), "inspections:round-end", round_, icon="flag"))
    if may_move(round_, "close", access=access):
        found += closing_actions(round_, gaps(round_, today))
    if may_move(round_, "archive", access=access):
        found.append(
            button(_("Archive the round"), "inspections:round-archive", round_, icon="archive", kind="primary")
        )
    is_over = round_.status in (RoundStatus.ARCHIVED, RoundStatus.CANCELLED)
    if round_.entered_on and not is_over and access.permits(Permission.ROUND_CONDUCT, round_.scope_ids):
        found.append(button(_("Correct a date"), "inspections:round-corrections", round_, icon="pencil"))
    if may_move(round_, "cancel", access=access):
        found.append(button(_("Cancel the round"), "inspections:round-cancel", round_, icon="x-circle", kind="danger"))
    return found


def of_report(round_, user, today: date) -> list[Button]:
    report = report_seen(round_, user)
    if report is None:
        may_draft = user.access.permits(Permission.REPORT_DRAFT, round_.scope_ids)
        if round_.status != RoundStatus.ENDED or not may_draft:
            return []
        words = _("Draft the report")
        return [button(words, "inspections:report-draft", round_, icon="file-earmark-text", kind="primary")]
    is_writing = report.status in WRITING and may_move(report, "submit", access=user.access)
    is_main = is_writing or may_move(report, "approve", access=user.access)
    way = button(_("Open the report"), "inspections:report-detail", report, icon="file-earmark-text")
    return [replace(way, kind="primary") if is_main else way]
