"""The button that issues the feedback until the verb row of the case gives it."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.buttons import WAYS, button
from core.shapes import Button
from inspections.contributions.round_progress import report_seen
from inspections.models import SubdistrictRound
from inspections.models.report import ReportStatus
from rectification.contributions.rounds import case_seen


def register_bridge() -> None:
    WAYS.add(SubdistrictRound, of_feedback, order=500)


def of_feedback(round_, user, today: date) -> list[Button]:
    report = report_seen(round_, user)
    is_approved = report is not None and report.status == ReportStatus.APPROVED
    if case_seen(round_, user) or not is_approved or not user.access.permits(Permission.FEEDBACK_ISSUE):
        return []
    return [button(_("Issue the feedback"), "rectification:feedback-issue", round_, icon="send", kind="primary")]
