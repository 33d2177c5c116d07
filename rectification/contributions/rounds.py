"""What rectification adds to the page of a round: its stations and next steps, its part, its timeline, its way."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.about import ABOUT, Kind
from core.access import may
from core.buttons import WAYS, button
from core.progress import NEXT_STEPS, READS, STATIONS, NextStep, Reached
from core.sections import HISTORY, MAIN
from core.shapes import Button, Section
from inspections.contributions.round_progress import report_seen
from inspections.contributions.round_sections import corrections_section
from inspections.models import SubdistrictRound
from inspections.models.correction import CorrectionStatus
from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from rectification import duties
from rectification.models import ReceiptCorrection, RectificationCase
from rectification.models.case import CaseStatus
from rectification.models.item import ItemStatus

CORRECTIONS = Kind(
    ReceiptCorrection,
    lambda round_: Q(case__round=round_.pk, status=CorrectionStatus.PROPOSED),
    lambda corrections: corrections,
)


def register_on_rounds() -> None:
    ABOUT.add(SubdistrictRound, CORRECTIONS, order=20)
    STATIONS.add(SubdistrictRound, stations, order=500)
    NEXT_STEPS.add(SubdistrictRound, next_step, order=500)
    READS.add(SubdistrictRound, "case", order=500)
    MAIN.add(SubdistrictRound, waiting_corrections, order=20)
    MAIN.add(SubdistrictRound, progress, order=250)
    HISTORY.add(SubdistrictRound, told_of_case, order=500)
    WAYS.add(SubdistrictRound, way_to_case, order=500)


def case_seen(round_, user) -> RectificationCase | None:
    """The rectification as far as this person may know of it."""
    case = getattr(round_, "case", None)
    return case if case is not None and may(user, Permission.CASE_VIEW, case) else None


def stations(round_, user) -> Iterator[Reached]:
    case = case_seen(round_, user)
    first = case.submissions.order_by("number").first() if case else None
    yield Reached(500, _("Feedback issued"), case.issued_on if case else None)
    # A receipt that was never signed is deemed: the stations after it show that the way went on.
    yield Reached(510, _("Received"), case.received_on if case else None)
    yield Reached(600, _("Rectification filed"), first.submitted_on if first else None)
    yield Reached(700, _("Rectification accepted"), case.accepted_on if case else None)


def next_step(round_, user) -> NextStep | None:
    """From the approved report until the committee has accepted."""
    report = report_seen(round_, user)
    if round_.status != RoundStatus.ENDED or report is None or report.status != ReportStatus.APPROVED:
        return None
    case, subdistrict = case_seen(round_, user), round_.subdistrict.short_name
    if case is None:
        return NextStep(_("Issue the feedback to the subdistrict"), _("Committee office"), "三(三)4")
    filing, again = duties.RECTIFICATION.code, duties.RESUBMISSION.code
    return {
        CaseStatus.AWAITING_RECEIPT: NextStep(
            _("A principal signs for the feedback"), subdistrict, "三(三)4", filing
        ),
        CaseStatus.RECTIFYING: NextStep(
            _("Rectify and submit the rectification report"), subdistrict, "三(三)5", filing
        ),
        CaseStatus.RETURNED: NextStep(_("Rectify what was returned and submit again"), subdistrict, "三(三)5", again),
        CaseStatus.SUBMITTED: NextStep(
            _("Verify the items, review and close them"), _("Safety committee"), "三(三)5", duties.REVIEW.code
        ),
    }.get(case.status)  # fmt: skip


def told_of_case(round_, user) -> list:
    case = case_seen(round_, user)
    return [case] if case else []


def waiting_corrections(round_, user, today: date) -> Section | None:
    """Days of the delivery that wait for the other side."""
    return corrections_section(CORRECTIONS.of(round_, user))


def progress(round_, user, today: date) -> Section:
    case = case_seen(round_, user)
    closed = Count("pk", filter=Q(status=ItemStatus.CLOSED))
    items = case.items.aggregate(total=Count("pk"), closed=closed) if case else None
    return Section("rectification/round/_sections/progress.html", {"case": case, "items": items}, is_narrow=True)


def way_to_case(round_, user, today: date) -> list[Button]:
    case = case_seen(round_, user)
    if case is None:
        return []
    kind = "secondary" if case.status == CaseStatus.ACCEPTED else "primary"
    words = _("Open the rectification")
    return [button(words, "rectification:case-detail", case, icon="clipboard-check", kind=kind)]
