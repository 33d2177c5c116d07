"""Where a round stands from notice to archive, and what its next step is. Reads only what it is handed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from rectification.models.case import CaseStatus


@dataclass(frozen=True)
class Stage:
    label: str
    state: str
    on: date | None


@dataclass(frozen=True)
class NextStep:
    """Arguments of templates/_components/next_step.html. `duty` is the kind of deadline that runs, if any."""

    what: str
    who: str
    clause: str
    duty: str = ""
    verb: str = ""


def stages(round, report, case, first_submitted_on=None) -> list[Stage]:
    """The stages of the whole way with the day each was reached; the first not reached is where the round stands."""
    approved_on = report.decided_on if report and report.status == ReportStatus.APPROVED else None
    is_returned = report is not None and report.status == ReportStatus.RETURNED
    filed = (_("Report filed"), report.first_submitted_on if report else None)
    if is_returned:
        filed = (_("Report returned, to be filed again"), None)
    reached = [
        (_("Notified"), round.notified_on),
        (_("Entered"), round.entered_on),
        (_("Fieldwork ended"), round.ended_on),
        filed,
        (_("Report approved"), approved_on),
        (_("Feedback issued"), case.issued_on if case else None),
        (_("Received"), case.received_on if case else None),
        (_("Rectification filed"), first_submitted_on),
        (_("Rectification accepted"), case.accepted_on if case else None),
        (_("Closed"), round.closed_on),
        (_("Archived"), round.archived_on),
    ]
    # A receipt that was never signed is deemed: the stages after it show that the way went on.
    last = max((index for index, (_label, on) in enumerate(reached) if on), default=-1)
    is_over = round.status == RoundStatus.CANCELLED
    return [
        Stage(label, "done" if index <= last else "current" if index == last + 1 and not is_over else "todo", on)
        for index, (label, on) in enumerate(reached)
    ]


def next_step(round, report, case) -> NextStep | None:
    """What must happen next, by whom and by which clause; None once the round is over."""
    if round.status in (RoundStatus.ARCHIVED, RoundStatus.CANCELLED):
        return None
    office, committee = _("Committee office"), _("Safety committee")
    leader, subdistrict = _("Team leader"), round.subdistrict.short_name
    if round.status == RoundStatus.NOTIFIED:
        return NextStep(_("Enter the subdistrict and hold the opening meeting"), leader, "三(三)2", verb="enter")
    if round.status == RoundStatus.ON_SITE:
        return NextStep(_("Record fieldwork and findings, confirm them, then end fieldwork"), leader, "三(三)2")
    if round.status == RoundStatus.CLOSED:
        return NextStep(_("Archive the round"), office, "四(二)二", verb="archive")
    return _after_fieldwork(report, case, office, committee, leader, subdistrict)


def _after_fieldwork(report, case, office, committee, leader, subdistrict) -> NextStep:
    if report is not None and report.status == ReportStatus.RETURNED:
        return NextStep(_("Change the report as the committee asks and submit it again"), leader, "三(三)3")
    if report is None or report.status == ReportStatus.DRAFTING:
        return NextStep(_("Draft and submit the inspection report"), leader, "三(三)3", duty="report")
    if report.status == ReportStatus.SUBMITTED:
        return NextStep(_("Approve or return the inspection report"), committee, "三(三)4")
    if case is None:
        return NextStep(_("Issue the feedback to the subdistrict"), office, "三(三)4")
    if case.status == CaseStatus.AWAITING_RECEIPT:
        return NextStep(_("A principal signs for the feedback"), subdistrict, "三(三)4", duty="rectification")
    if case.status == CaseStatus.RECTIFYING:
        return NextStep(_("Rectify and submit the rectification report"), subdistrict, "三(三)5", duty="rectification")
    if case.status == CaseStatus.RETURNED:
        return NextStep(_("Rectify what was returned and submit again"), subdistrict, "三(三)5", duty="resubmission")
    if case.status == CaseStatus.SUBMITTED:
        return NextStep(
            _("Verify the items, review and close them"), committee, "三(三)5", duty="rectification_review"
        )
    return NextStep(_("Close the round"), office, "四(二)二", verb="close")
