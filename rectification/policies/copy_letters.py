"""What a copy needs, and who signs for it (三(三)6, R71, R72)."""

from django.utils.translation import gettext as _

from accounts.models import User
from core.refusals import IllegalMove, NotAllowed
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus
from rectification.models import Assessment, CopyLetter, RectificationCase
from rectification.models.case import CaseStatus
from rectification.queries.assessments import is_locked_with
from rectification.queries.copy_letters import NEEDED, bodies, bodies_left


def why_not_sent(round_: SubdistrictRound, assessment: Assessment | None) -> str:
    """The copy carries the score, so it waits for it; it goes to both bodies, so both have to be known."""
    if round_.status == RoundStatus.ARCHIVED:
        return _("The round is archived.")
    if not RectificationCase.objects.filter(round=round_, status=CaseStatus.ACCEPTED).exists():
        return _("The committee has not accepted the rectification yet.")
    if not is_locked_with(assessment, round_.pk):
        return _("The assessment that counts this round is not locked yet.")
    if bodies().count() < NEEDED:
        return _("The register of units does not mark the two bodies that get copies. Ask the security administrator.")
    if not bodies_left(round_).exists():
        return _("Both bodies have their copy already.")
    return ""


def require_addressee(copy: CopyLetter, *, by: User) -> None:
    if by.unit_id != copy.body_id:
        raise NotAllowed(_("Only the body to which the copy is addressed confirms its receipt."))


def require_receipt(signed_by: str, file: object) -> None:
    """A receipt on paper is proved by the paper."""
    if not signed_by.strip() or not file:
        raise IllegalMove(_("Give who signed, and the scan of the receipt."))
