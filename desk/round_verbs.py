"""The verbs a round's workspace offers: those of the state tables that this person may use now, the next one first."""

from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.buttons import button
from core.transitions import may_move
from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from inspections.presenters import closing_actions
from rectification.models.case import CaseStatus

WRITING = (ReportStatus.DRAFTING, ReportStatus.RETURNED)


def offered(round, report, case, *, gaps, access) -> list[dict]:
    """Arguments of templates/_components/actions.html. One of them at most is the page's main one.

    `gaps` are what still keeps the round from closing.
    """
    actions = [
        *_of_round(round, gaps, access),
        *_of_report(round, report, access),
        *_of_case(round, report, case, access),
    ]
    main = next((action for action in actions if action["kind"] == "primary"), None)
    for action in actions:
        if action["kind"] == "primary" and action is not main:
            action["kind"] = "secondary"
    return sorted(actions, key=lambda action: ("primary", "secondary", "danger").index(action["kind"]))


def _of_round(round, gaps, access):
    if may_move(round, "enter", access=access):
        yield button(_("Enter"), "inspections:round-enter", round, icon="box-arrow-in-right", kind="primary")
    if round.status == RoundStatus.ON_SITE:
        if access.permits(Permission.FINDING_RECORD, round.scope_ids):
            yield button(_("Record finding"), "inspections:finding-add", round, icon="plus-lg", kind="primary")
            yield button(_("Import a list"), "inspections:import-upload", round, icon="upload")
        if may_move(round, "note", access=access):
            yield button(_("Add field note"), "inspections:note-add", round, icon="journal-text")
        if may_move(round, "end", access=access):
            yield button(_("End fieldwork"), "inspections:round-end", round, icon="flag")
    if may_move(round, "close", access=access):
        yield from closing_actions(round, gaps)
    if may_move(round, "archive", access=access):
        yield button(_("Archive the round"), "inspections:round-archive", round, icon="archive", kind="primary")
    is_over = round.status in (RoundStatus.ARCHIVED, RoundStatus.CANCELLED)
    if round.entered_on and not is_over and access.permits(Permission.ROUND_CONDUCT, round.scope_ids):
        yield button(_("Correct a date"), "inspections:round-corrections", round, icon="pencil")
    if may_move(round, "cancel", access=access):
        yield button(_("Cancel the round"), "inspections:round-cancel", round, icon="x-circle", kind="danger")


def _of_report(round, report, access):
    if report is None:
        may_draft = access.permits(Permission.REPORT_DRAFT, round.scope_ids)
        if round.status == RoundStatus.ENDED and may_draft:
            yield button(
                _("Draft the report"), "inspections:report-draft", round, icon="file-earmark-text", kind="primary"
            )
        return
    kind = "secondary"
    if report.status in WRITING and may_move(report, "submit", access=access):
        kind = "primary"
    if may_move(report, "approve", access=access):
        kind = "primary"
    yield button(_("Open the report"), "inspections:report-detail", report, icon="file-earmark-text", kind=kind)


def _of_case(round, report, case, access):
    if case is not None:
        kind = "secondary" if case.status == CaseStatus.ACCEPTED else "primary"
        yield button(_("Open the rectification"), "rectification:case-detail", case, icon="clipboard-check", kind=kind)
    elif report and report.status == ReportStatus.APPROVED and access.permits(Permission.FEEDBACK_ISSUE):
        yield button(_("Issue the feedback"), "rectification:case-issue-feedback", round, icon="send", kind="primary")
