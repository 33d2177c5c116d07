"""Relations of a listed hazard: what may be proposed, what is settled before the committee lists it, who may check."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from core.access import access_of
from core.refusals import IllegalMove, NotAllowed
from inspections.models import Finding
from inspections.models.finding import FindingKind, FindingStatus
from records.policies import require_other_person
from rectification.models import HazardListing, RectificationItem
from rectification.models.item import UNFINISHED, ItemStatus
from rectification.models.listing import CheckResult
from rectification.queries.items import STANDING

HAZARDS = (FindingKind.GENERAL_HAZARD, FindingKind.MAJOR_HAZARD)


def stays_unrectified(finding: Finding, today: date) -> bool:
    """Issued, past its date or come back, and still not removed: the office may propose it whatever its kind."""
    for status, due_on in _standing_of(finding):
        if finding.status != FindingStatus.WITHDRAWN and status in UNFINISHED:
            return status != ItemStatus.OPEN or due_on < today
    return False


def _standing_of(finding: Finding) -> list[tuple[str, date]]:
    """Of the item from whose page it is asked, where that is how the finding came."""
    if Finding._meta.get_field("item").is_cached(finding):
        return [(item.status, item.due_on)] if (item := finding.item) is not None else []
    return STANDING.of(finding)


def why_not_proposed(finding: Finding, *, by: User, today: date) -> str:
    """ "" where this person may put it forward: a major hazard from its confirmation on, another hazard by the office
    once it stays unrectified."""
    if finding.status != FindingStatus.CONFIRMED or finding.is_apart or finding.kind not in HAZARDS:
        return _("Only a confirmed hazard is proposed for listing.")
    is_office = Permission.LISTING_PROPOSE in access_of(by).everywhere
    if finding.kind != FindingKind.MAJOR_HAZARD and not (is_office and stays_unrectified(finding, today)):
        return _("An ordinary hazard is proposed by the office alone, and only where it stays unrectified.")
    return ""


def require_settled(listing: HazardListing) -> None:
    """The five fields and who supervises (五落实). Raises IllegalMove naming what is missing."""
    if listing.lacking:
        raise IllegalMove(
            _("Not settled yet: %(missing)s. Complete the proposal before the committee lists it (三(三)4).")
            % {"missing": _(", ").join(listing.lacking)}
        )


def require_department(unit: Unit | None) -> None:
    if unit is not None and (unit.kind != UnitKind.DEPARTMENT or not unit.is_active):
        raise IllegalMove(_("A department supervises a listed hazard."))


def require_standing(listing: HazardListing) -> None:
    if listing.is_withdrawn:
        raise IllegalMove(_("The finding was withdrawn; nothing is owed for this hazard any more."))


def verified_removal(listing: HazardListing, *, on: date) -> bool:
    """Whether somebody who does not rectify saw by that day that the hazard is gone: at a check of this listing, or
    when the item was verified; a later look that did not find so counts before it."""
    last = listing.checks.filter(checked_on__lte=on).order_by("-number").first()
    if last is not None and last.result != CheckResult.REMOVED:
        return False
    if last is not None:
        return True
    done = (ItemStatus.VERIFIED, ItemStatus.CLOSED)
    return RectificationItem.objects.filter(
        finding=listing.finding_id, status__in=done, verified_on__isnull=False, verified_on__lte=on
    ).exists()


def require_independent(listing: HazardListing, *, by: User) -> None:
    """The rectifier never checks (R65): neither who asked for the acceptance nor anybody of the subdistrict."""
    message = _(
        "Whoever rectifies does not check. Somebody of the team, the office or the department has to (三(三)4)."
    )
    require_other_person(by, listing.requested_by_id, message)
    if by.unit_id is not None and by.unit_id == listing.round.subdistrict_id:
        raise NotAllowed(message)
