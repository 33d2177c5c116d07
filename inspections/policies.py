"""Relations of a round: who leads it that day, who serves, and until when findings may still change."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from core.day_words import day_in_words
from core.refusals import IllegalMove, NotAllowed
from core.transitions import check_permission
from inspections.models import CaseFile, InspectionReport, SubdistrictRound, Supplement
from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from inspections.queries.case_files import FINISHED
from inspections.queries.recordings import recordings_of
from planning.policies import leads, require_leader, serving

FROZEN = (ReportStatus.SUBMITTED, ReportStatus.APPROVED)
# While a report may be begun.
DRAFTABLE = (RoundStatus.ON_SITE, RoundStatus.ENDED)


class DueBeforeFound(IllegalMove):
    """A date to fix a finding by that had passed when it was found; the form shows it at the field `field`."""

    field = "due_on"


class RecordingMissing(IllegalMove):
    """Checks on site that left neither sound nor film, without a reason; the form shows it at the field `field`."""

    field = "no_recording_reason"


def require_recorded(round_: SubdistrictRound, reason: str) -> str:
    """ "" where sound or film of the checks on site is kept; else the reason why none is (四(二)二, R82).

    Raises RecordingMissing.
    """
    if recordings_of(round_).exists():
        return ""
    if not reason.strip():
        raise RecordingMissing(
            _("The checks on site left neither sound nor film (四(二)二). Add one, or say why nothing was recorded.")
        )
    return reason.strip()


def require_conductor(round_: SubdistrictRound, *, by: User, on: date) -> None:
    """The office, or the leader in office that day (or his dated delegate). Raises NotAllowed."""
    if by.role != Role.OFFICE:
        require_leader(round_.team, by, on)


def require_serving(round_: SubdistrictRound, *, by: User, day: date) -> None:
    if not serving(round_.team, by, day):
        raise NotAllowed(_("You did not belong to the team of this round on %(day)s.") % {"day": day_in_words(day)})


def report_of(round_: SubdistrictRound) -> InspectionReport | None:
    return InspectionReport.objects.filter(round_id=round_.pk).first()


def shown_report_of(round_: SubdistrictRound) -> InspectionReport | None:
    """The same for a page, which read it along with the round (views.inside); an action reads it anew."""
    return round_.report_read_along if hasattr(round_, "report_read_along") else report_of(round_)


def require_recordable(round_: SubdistrictRound, *, by: User, day: date) -> None:
    """Findings are recorded while the team is on site by its members, and by the leader until the report is
    submitted (DESIGN §4); `day` is that of recording. Raises NotAllowed, IllegalMove."""
    check_permission(Permission.FINDING_RECORD, by=by, scope_ids=round_.scope_ids)
    require_serving(round_, by=by, day=day)
    if round_.status == RoundStatus.ON_SITE:
        return
    if round_.status != RoundStatus.ENDED:
        raise IllegalMove(
            _("Findings are recorded while the team is on site; this round is “%(status)s”.")
            % {"status": round_.get_status_display()}
        )
    require_leader(round_.team, by, day)
    require_changeable(round_)


def is_recordable(round_: SubdistrictRound, *, by: User, day: date) -> bool:
    """The same as `require_recordable` for whoever holds the right, asked for a page: whoever leads serves, too."""
    if round_.status == RoundStatus.ON_SITE:
        return serving(round_.team, by, day)
    if round_.status != RoundStatus.ENDED:
        return False
    report = shown_report_of(round_)
    return (report is None or report.status not in FROZEN) and leads(round_.team, by, day)


def require_on_site(round_: SubdistrictRound, on: date, *, at: datetime) -> None:
    """The team was in the subdistrict that day, entry and last day inclusive (R86). Raises IllegalMove."""
    first, last = round_.entered_on, round_.last_day_on_site(timezone.localdate(at))
    if first is None or not first <= on <= last:
        raise IllegalMove(
            _(
                "On %(day)s the team was not on site; it was from %(first)s to %(last)s. Give one of these days; "
                "a row found on another day names it itself."
            )
            % {
                "day": day_in_words(on),
                "first": day_in_words(first or round_.planned_from_on),
                "last": day_in_words(last),
            }
        )


def require_due_after_found(due_on: date | None, found_on: date) -> None:
    """Nothing can be fixed before it was found; the day itself is the earliest. Raises DueBeforeFound."""
    if due_on is not None and due_on < found_on:
        raise DueBeforeFound(
            _("%(due)s lies before %(found)s, when it was found. The earliest date is that day.")
            % {"due": day_in_words(due_on), "found": day_in_words(found_on)}
        )


def require_changeable(round_: SubdistrictRound) -> None:
    """What the report has frozen changes no more, unless the committee returns it. Raises IllegalMove."""
    report = report_of(round_)
    if report is not None and report.status in FROZEN:
        raise IllegalMove(
            _("The report of this round is “%(status)s”; its findings stand as they were submitted.")
            % {"status": report.get_status_display()}
        )


def require_report_pending(round_: SubdistrictRound) -> None:
    """Nothing of the round is approved yet, so that the leader still answers for its findings. Raises NotAllowed."""
    report = report_of(round_)
    if report is not None and report.status == ReportStatus.APPROVED:
        raise NotAllowed(_("The report is approved: from now on only the safety committee withdraws a finding."))


def require_report_approved(round_: SubdistrictRound) -> InspectionReport:
    """The report as the committee approved it. Raises IllegalMove before."""
    report = report_of(round_)
    if report is None or report.status != ReportStatus.APPROVED:
        raise IllegalMove(_("Until the report is approved, the team leader withdraws a finding himself."))
    return report


def require_number_of(items: Any, number: int, label: str) -> None:
    """Topics and methods are those of the ruleset the round carries (R34). Raises IllegalMove."""
    if not items.filter(number=number).exists():
        raise IllegalMove(
            _("There is no %(label)s %(number)s in the rules of this round.") % {"label": label, "number": number}
        )


def require_unmade(round_: SubdistrictRound, supplement: Supplement | None) -> None:
    """Raises IllegalMove for a round that goes on, and for a volume that is made already."""
    if round_.status not in FINISHED:
        raise IllegalMove(_("A case file is made of a round that is closed."))
    if CaseFile.objects.standing().filter(round=round_, supplement=supplement).exists():
        raise IllegalMove(_("This volume has its case file already. Withdraw that first if it has to be made anew."))
