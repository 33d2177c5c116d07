"""Where a round stands while it is with its team and its report with the committee, and how it ends."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.access import may
from core.progress import NEXT_STEPS, READS, STATIONS, NextStep, Reached
from core.shapes import Missing
from inspections.models import InspectionReport, SubdistrictRound
from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from inspections.presenters.rounds import links_for, open_ends, what_is_missing


def register_progress() -> None:
    STATIONS.add(SubdistrictRound, stations, order=200)
    for order, told in ((200, until_fieldwork_ends), (400, while_report_is_open), (900, until_archived)):
        NEXT_STEPS.add(SubdistrictRound, told, order=order)
    for order, relation in enumerate(("subdistrict", "entry__cycle", "report__decision")):
        READS.add(SubdistrictRound, relation, order=200 + order)


def report_seen(round_, user) -> InspectionReport | None:
    """The report as far as this person may know of it."""
    report = getattr(round_, "report", None)
    return report if report is not None and may(user, Permission.REPORT_VIEW, report) else None


def stations(round_, user) -> Iterator[Reached]:
    report = report_seen(round_, user)
    status = report.status if report else None
    yield Reached(200, _("Notified"), round_.notified_on)
    yield Reached(300, _("Entered"), round_.entered_on)
    yield Reached(310, _("Fieldwork ended"), round_.ended_on)
    if status == ReportStatus.RETURNED:
        yield Reached(400, _("Report returned, to be filed again"), None)
    else:
        yield Reached(400, _("Report filed"), report.first_submitted_on if report else None)
    yield Reached(410, _("Report approved"), report.decided_on if status == ReportStatus.APPROVED else None)
    yield Reached(900, _("Closed"), round_.closed_on)
    yield Reached(910, _("Archived"), round_.archived_on)


def until_fieldwork_ends(round_, user) -> NextStep | None:
    leader = _("Team leader")
    if round_.status == RoundStatus.NOTIFIED:
        return NextStep(_("Enter the subdistrict and hold the opening meeting"), leader, "三(三)2")
    if round_.status == RoundStatus.ON_SITE:
        what = _("Record fieldwork and findings, confirm them, then end fieldwork")
        return NextStep(what, leader, "三(三)2", missing=_missing_for(user))
    return None


def while_report_is_open(round_, user) -> NextStep | None:
    if round_.status != RoundStatus.ENDED:
        return None
    report = report_seen(round_, user)
    if report is None or report.status == ReportStatus.DRAFTING:
        what, duty = _("Draft and submit the inspection report"), "report"
    elif report.status == ReportStatus.RETURNED:
        # The duty was met by the first submission.
        what, duty = _("Change the report as the committee asks and submit it again"), ""
    elif report.status == ReportStatus.SUBMITTED:
        return NextStep(_("Approve or return the inspection report"), _("Safety committee"), "三(三)4")
    else:
        return None
    return NextStep(what, _("Team leader"), "三(三)3", duty, _missing_for(user))


def until_archived(round_, user) -> NextStep | None:
    """Once no part of the way has anything left to do."""
    if round_.status == RoundStatus.ENDED:
        return NextStep(_("Close the round"), _("Committee office"), "四(二)二", missing=missing_for_closing)
    if round_.status == RoundStatus.CLOSED:
        return NextStep(_("Archive the round"), _("Committee office"), "四(二)二")
    return None


def missing_for_closing(round_, today: date) -> list[Missing]:
    return [Missing(gap.label, gap.path) for gap in open_ends(round_, today)]


def _missing_for(user):
    def missing(round_, today: date) -> list[Missing]:
        return links_for(user, round_, what_is_missing(round_, today))

    return missing
