"""Listed hazards for pages and for "my work" (三(三)4, R64, R65)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User
from core.about import Whether
from core.access import Person
from core.queries.keys_first import own_fields
from deadlines.models import Deadline
from inspections.models import Finding
from inspections.models.finding import FindingKind, FindingQuerySet
from records.models.document import NUMBERED_BY
from rectification.models import HazardListing, ListingCheck, RectificationItem
from rectification.models.five import FIVE
from rectification.models.item import ItemStatus
from rectification.models.listing import EVER_LISTED, OWED, ListingQuerySet, ListingStatus


def with_all(listings: ListingQuerySet) -> ListingQuerySet:
    """What pages read along."""
    return listings.select_related(
        "finding", "round__subdistrict", "round__entry__cycle", "round__ruleset", "round__team", "notice",
        "removal_notice", "deadline", "department", "scope", "inner_scope", "acceptance__checked_by__unit", "decision",
        "proposed_by__unit", "requested_by__unit",
    )  # fmt: skip


def listings_listed(user: Person, keys: Sequence[Any]) -> ListingQuerySet:
    """As much of them as the register tells."""
    found = HazardListing.objects.filter(pk__in=keys)
    told = found.select_related("finding", "notice", "deadline", "department", "round__subdistrict").only(
        *own_fields(HazardListing), *(f"deadline__{name}" for name in own_fields(Deadline)), "finding__status",
        *(f"notice__{name}" for name in NUMBERED_BY), "department__short_name", "round__subdistrict__short_name",
    )  # fmt: skip
    return told.order_by()


def seen(user: User) -> ListingQuerySet:
    return with_all(HazardListing.objects.visible_to(user).standing())


# Put forward before, and not turned down.
KNOWN = Whether(lambda finding: HazardListing.objects.exclude(status="not_listed").filter(finding=finding.pk))


def as_proposed(listings: ListingQuerySet) -> ListingQuerySet:
    """The first first, with what their rows on other pages read."""
    return listings.select_related("finding", "notice", "deadline").order_by("proposed_on", "pk")


def five_of_listed(items: Iterable[RectificationItem]) -> dict[Any, dict[str, Any]]:
    """What was settled of those of these items whose hazard is listed, by the finding; the subdistrict reads it."""
    found = HazardListing.objects.standing().filter(
        finding__in=[item.finding_id for item in items], status__in=EVER_LISTED
    )
    return {row.pop("finding"): row for row in found.values("finding", *FIVE)}


def not_proposed(findings: FindingQuerySet) -> FindingQuerySet:
    """Confirmed major hazards that nobody has put forward for the list yet; leads and sealed visits never are."""
    major = findings.confirmed().ordinary().filter(kind=FindingKind.MAJOR_HAZARD)
    return major.exclude(Exists(HazardListing.objects.filter(finding=OuterRef("pk"))))


def _waiting(user: User) -> ListingQuerySet:
    """In reach and standing, with what their names read and no more: to plan a statement of all that pages read takes
    longer than to answer it."""
    return HazardListing.objects.visible_to(user).standing().select_related("notice", "round__subdistrict")


# --- My work -------------------------------------------------------------------------------------------------------

_LACKING = Q(department=None) | Q(due_on=None) | Q(interim_measures="") | Q(responsible_body="")
for _name in FIVE:
    _LACKING |= Q() if _name == "due_on" else Q(**{_name: ""})


def to_propose(user: User, today: date) -> FindingQuerySet:
    waiting = not_proposed(Finding.objects.visible_to(user)).of_standing_rounds()
    return waiting.select_related("round__subdistrict", "round__entry__cycle")


def _seen_removed() -> Q:
    """It need not be settled how something is removed that somebody saw to be gone: the committee leaves it out."""
    done = (ItemStatus.VERIFIED, ItemStatus.CLOSED)
    items = RectificationItem.objects.filter(finding=OuterRef("finding"), status__in=done)
    return Q(Exists(items)) | Q(Exists(ListingCheck.objects.filter(listing=OuterRef("pk")).of_removal()))


def to_prepare(user: User, today: date) -> ListingQuerySet:
    return _waiting(user).filter(_LACKING, status=ListingStatus.PROPOSED).exclude(_seen_removed())


def to_decide(user: User, today: date) -> ListingQuerySet:
    return _waiting(user).filter(~_LACKING | _seen_removed(), status=ListingStatus.PROPOSED)


def without_sign(user: User, today: date) -> ListingQuerySet:
    return _waiting(user).filter(status__in=OWED, sign_on=None)


def to_rectify(user: User, today: date) -> ListingQuerySet:
    return _waiting(user).filter(status__in=OWED, sign_on__isnull=False)


def to_check(user: User, today: date) -> ListingQuerySet:
    return _waiting(user).filter(status__in=OWED, next_check_on__lte=today)


def to_accept(user: User, today: date) -> ListingQuerySet:
    return _waiting(user).filter(status=ListingStatus.ACCEPTANCE_REQUESTED, acceptance=None)


def to_remove(user: User, today: date) -> ListingQuerySet:
    return _waiting(user).filter(status=ListingStatus.ACCEPTANCE_REQUESTED, acceptance__isnull=False)


def to_publish(user: User, today: date) -> ListingQuerySet:
    return _waiting(user).filter(status__in=EVER_LISTED, published_on=None)


def to_publish_removal(user: User, today: date) -> ListingQuerySet:
    return _waiting(user).filter(status=ListingStatus.REMOVED, removal_published_on=None)


def in_order(listings: ListingQuerySet) -> ListingQuerySet:
    return listings.order_by(F("proposed_on").desc(), "pk")
