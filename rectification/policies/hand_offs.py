"""Relations of a hand-off: who reaches it, who receives it, what keeps a letter from going out."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Scope, Unit, User
from accounts.roles import ACTS_FOR_UNIT
from core.refusals import IllegalMove, NotAllowed
from inspections.models import Finding, SubdistrictRound
from inspections.models.finding import FindingStatus
from inspections.models.report import ReportStatus
from inspections.models.round import RoundStatus
from inspections.policies import report_of
from rectification.models import HandOff
from rectification.models.hand_off import RECEIVER_KINDS


def require_reach(*scopes: Scope, by: User) -> None:
    """A right held everywhere is no key to what is kept apart: who does not see it does nothing to it (ADR 18)."""
    access = by.fresh_access()
    if not any(scope.kind in access.kinds or scope.pk in access.in_scope for scope in scopes):
        raise NotAllowed(_("This is kept from you. The safety committee may entrust you with it."))


def require_receiver(hand_off: HandOff, *, by: User) -> None:
    """Somebody who acts for the body it is addressed to. Raises NotAllowed."""
    if by.unit_id != hand_off.receiver_id or by.role not in ACTS_FOR_UNIT:
        raise NotAllowed(
            _("Only %(unit)s, to which this is addressed, may do this.") % {"unit": hand_off.receiver.short_name}
        )


def require_can_receive(unit: Unit) -> None:
    if unit.kind not in RECEIVER_KINDS or not unit.is_active:
        raise IllegalMove(
            _("Nothing is handed over to %(unit)s: choose a department, the Party Working Committee or the "
              "Administrative Committee.") % {"unit": unit.short_name}
        )  # fmt: skip


def require_owed(hand_off: HandOff) -> None:
    """Raises IllegalMove where every matter of it was withdrawn since."""
    if hand_off.is_withdrawn:
        raise IllegalMove(
            _("What this hand-off is about was withdrawn, so nothing is owed for it. The committee office takes the "
              "hand-off back with a reason.")
        )  # fmt: skip


def require_confirmed(findings: Iterable[Finding]) -> None:
    bad = [finding for finding in findings if finding.status != FindingStatus.CONFIRMED]
    if bad:
        raise IllegalMove(
            _("Only what is confirmed and not withdrawn is handed over; this does not hold of finding %(numbers)s. "
              "Take it out of the hand-off.") % {"numbers": numbers_of(bad)}
        )  # fmt: skip


def require_sorted(findings: Iterable[Finding]) -> None:
    """Unlawful matters are sorted first (R60). Raises IllegalMove naming what is not."""
    bad = [finding for finding in findings if not hasattr(finding, "classification")]
    if bad:
        raise IllegalMove(
            _("Not sorted yet: finding %(numbers)s. The team leader says first whether it is unlawful, of which type, "
              "and whose duty it is (三(三)4).") % {"numbers": numbers_of(bad)}
        )  # fmt: skip


def require_open_round(round_: SubdistrictRound) -> None:
    if round_.status == RoundStatus.ARCHIVED:
        raise IllegalMove(
            _("The round is archived and changes no more; what comes later is added to it as a supplement volume.")
        )


def approved_on(round_: SubdistrictRound) -> date | None:
    """The day the committee approved the report; None before."""
    report = report_of(round_)
    return report.decided_on if report is not None and report.status == ReportStatus.APPROVED else None


def numbers_of(findings: Iterable[Finding]) -> str:
    return _(", ").join(str(finding.number) for finding in findings)
