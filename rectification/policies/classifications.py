"""What a sorting must say, and until when it may change (R60, R61)."""

from django.utils.translation import gettext as _

from accounts.models import Unit
from core.refusals import IllegalMove
from inspections.models import Finding
from inspections.models.finding import FindingKind, FindingStatus
from rectification.models import HandOff
from rectification.policies.hand_offs import require_can_receive


def require_sortable(finding: Finding) -> None:
    if finding.status != FindingStatus.CONFIRMED:
        raise IllegalMove(_("Sorted is what is confirmed; this finding is “%(status)s”.")
                          % {"status": finding.get_status_display()})  # fmt: skip
    if finding.kind == FindingKind.SUGGESTION:
        raise IllegalMove(_("A suggestion accuses nobody; there is nothing to sort."))


def require_said(
    finding: Finding, *, is_unlawful: bool, matter: str, receiver: Unit | None, suggested: Unit | None, reason: str
) -> None:
    """Type and receiver of what is unlawful, a reason for what departs from the table or from the finding's kind."""
    if is_unlawful and not matter:
        raise IllegalMove(_("Choose of which type the unlawful matter is."))
    if is_unlawful and receiver is None:
        raise IllegalMove(_("Choose to whom it is to be handed over."))
    if receiver is not None:
        require_can_receive(receiver)
    if reason:
        return
    if not is_unlawful and finding.kind == FindingKind.VIOLATION:
        raise IllegalMove(_("It was confirmed as a violation. Say why it is not unlawful after all."))
    if receiver is not None and suggested is not None and receiver != suggested:
        raise IllegalMove(
            _("By the duty table this is a matter of %(unit)s. Say why it is to go to another body (三(三)4).")
            % {"unit": suggested.short_name}
        )


def require_not_sent(finding: Finding) -> None:
    """What a letter has said stands; the sorting of a refused matter changes with the letter's new way."""
    if HandOff.objects.live().filter(lines__finding=finding).exclude(status="draft").exists():
        raise IllegalMove(_("The matter is handed over already; its sorting does not change any more."))
