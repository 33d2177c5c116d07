"""What leader, office and subdistrict do with a listed hazard 挂牌督办 (三(三)4, R64, R65): proposal, sign, plan,
asking for acceptance, publication."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.actions.deadlines import meet
from deadlines.models import Deadline
from deadlines.policies import require_explained
from inspections.models import Finding
from records.policies import require_past
from rectification.actions import listing_ways as ways
from rectification.models import HazardListing
from rectification.policies.hand_offs import require_open_round
from rectification.policies.listings import require_department, why_not_proposed

Uploads = Sequence[UploadedFile]
# What a proposal may say at once, or its preparation later.
SETTLED = frozenset(
    {
        "responsible_body", "responsible_person", "department", "measures", "interim_measures", "funds", "due_on",
        "plan",
    }
)  # fmt: skip


@transaction.atomic
def propose(
    *, finding: Finding, reason: str, by: User, on: date, at: datetime, criterion: str = "", plan_files: Uploads = (),
    **settled: Any,
) -> HazardListing:  # fmt: skip
    """Put a hazard forward for the list of the committee, from its confirmation on (R64).

    `criterion` is needed where the finding has none. `settled` are fields of SETTLED; what is missing is prepared
    later. Raises NotAllowed, IllegalMove.
    """
    round_ = lock(finding.round)
    finding = lock(finding)
    check_permission(Permission.LISTING_PROPOSE, by=by, scope_ids=finding.scope_ids)
    require_open_round(round_)
    if refusal := why_not_proposed(finding, by=by, today=on):
        raise IllegalMove(refusal)
    if not reason.strip():
        raise IllegalMove(_("Say why it is proposed for listing."))
    require_past(on, at=at, not_before=finding.confirmed_on)
    words = finding.criterion or criterion.strip()
    if not words:
        raise IllegalMove(_("Name the criterion by which this is a major hazard: standard and article."))
    if HazardListing.objects.exclude(status="not_listed").filter(finding=finding).exists():
        raise IllegalMove(_("This finding is proposed for listing already."))
    enterprise, listed = finding.enterprise, finding.listed_criterion
    listing = HazardListing(
        round=round_, finding=finding, scope=round_.scope, inner_scope=round_.scope, text=finding.text,
        subject_name=finding.subject_name, credit_code=enterprise.credit_code if enterprise else "",
        place=finding.place, found_on=finding.found_on, criterion=words, criterion_text=listed.text if listed else "",
        reason=reason.strip(), proposed_by=by, proposed_on=on,
        **_settled({"responsible_body": finding.subject_name} | settled),
    )  # fmt: skip
    begin(listing, "listing.propose", by=by, on=on, at=at, new={"finding": finding.number}, reason=reason.strip())
    ways.keep(listing, plan_files, ways.PLAN, on=on, by=by, at=at)
    ways.tell_inside(listing, _("%(listing)s waits for the committee"), by=by, at=at)
    return listing


@transaction.atomic
def prepare(
    *, listing: HazardListing, by: User, on: date, at: datetime, plan_files: Uploads = (),
    version: int | None = None, **settled: Any,
) -> HazardListing:  # fmt: skip
    """Settle the five fields and who supervises (五落实), before the committee decides. Raises NotAllowed, StaleCopy,
    IllegalMove."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "prepare", by=by)
    require_past(on, at=at, not_before=listing.proposed_on)
    apply_move(listing, move, by=by, on=on, at=at, **_settled(settled))
    ways.keep(listing, plan_files, ways.PLAN, on=on, by=by, at=at)
    return listing


@transaction.atomic
def put_up_sign(
    *, listing: HazardListing, sign_place: str, by: User, on: date, at: datetime, evidence: Uploads = (),
    version: int | None = None,
) -> HazardListing:  # fmt: skip
    """现场挂牌: the subdistrict shows by a photo that the sign stands there (R64). Raises NotAllowed, StaleCopy,
    IllegalMove."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "put_up_sign", by=by)
    require_past(on, at=at, not_before=listing.listed_on)
    if not evidence:
        raise IllegalMove(_("Add a photo of the sign at the place."))
    apply_move(listing, move, by=by, on=on, at=at, sign_on=on, sign_place=sign_place.strip())
    ways.keep(listing, evidence, ways.SIGN, on=on, by=by, at=at)
    return listing


@transaction.atomic
def add_plan(
    *, listing: HazardListing, by: User, on: date, at: datetime, evidence: Uploads = (), version: int | None = None
) -> HazardListing:
    """The emergency plan 应急预案 as a file, from the subdistrict. Raises NotAllowed, StaleCopy, IllegalMove."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "add_plan", by=by)
    require_past(on, at=at, not_before=listing.listed_on)
    if not evidence:
        raise IllegalMove(_("Add the emergency plan as a file."))
    apply_move(listing, move, by=by, on=on, at=at)
    ways.keep(listing, evidence, ways.PLAN, on=on, by=by, at=at)
    return listing


def why_not_requested(listing: HazardListing) -> str:
    """What the subdistrict still owes before it may ask for acceptance; "" where nothing."""
    if listing.sign_on is None:
        return _("The sign at the place is not shown by a photo yet.")
    if not ways.has_file(listing, ways.PLAN):
        return _("The emergency plan is not there as a file yet.")
    return ""


@transaction.atomic
def request_acceptance(
    *, listing: HazardListing, rectification: str, by: User, on: date, at: datetime, evidence: Uploads = (),
    lateness_reason: str = "", version: int | None = None,
) -> HazardListing:  # fmt: skip
    """The subdistrict says that the hazard is removed, with what shows it, and asks for acceptance (R65). Meets the
    committee's day; after it with `lateness_reason`. Raises NotAllowed, StaleCopy, IllegalMove."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "request_acceptance", by=by)
    require_past(on, at=at, not_before=max(filter(None, (listing.listed_on, listing.decided_on))))
    if missing := why_not_requested(listing):
        raise IllegalMove(missing)
    if not rectification.strip():
        raise IllegalMove(_("Describe how the hazard was removed."))
    if not evidence:
        raise IllegalMove(_("Add photos or papers that show it is removed."))
    deadline = Deadline.objects.open().of(listing).first()
    late = require_explained(deadline, lateness_reason, on=on)
    apply_move(
        listing, move, by=by, on=on, at=at, reason=rectification.strip(), rectification=rectification.strip(),
        requested_on=on, requested_by=by, acceptance=None,
    )  # fmt: skip
    ways.keep(listing, evidence, ways.RECTIFIED, on=on, by=by, at=at)
    if deadline is not None:
        meet(deadline=deadline, on=on, by=by, at=at, late_explanation=late)
    ways.tell_sides(listing, _("%(listing)s: acceptance is requested"), by=by, at=at)
    return listing


@transaction.atomic
def publish(
    *, listing: HazardListing, where: str, by: User, on: date, at: datetime, url: str = "", evidence: Uploads = (),
    version: int | None = None,
) -> HazardListing:  # fmt: skip
    """Record where and when the listing was published, with an address or a file that proves it (R65). Raises
    NotAllowed, StaleCopy, IllegalMove."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "publish", by=by)
    _require_first(listing.published_on)
    where = _published(where, url, evidence, listing.listed_on, on=on, at=at)
    apply_move(
        listing, move, by=by, on=on, at=at, new={"published": where}, published_on=on, published_where=where,
        published_url=url,
    )  # fmt: skip
    ways.keep(listing, evidence, ways.PUBLISHED, on=on, by=by, at=at)
    return listing


@transaction.atomic
def publish_removal(
    *, listing: HazardListing, where: str, by: User, on: date, at: datetime, url: str = "", evidence: Uploads = (),
    version: int | None = None,
) -> HazardListing:  # fmt: skip
    """The same of the removal from the list."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "publish_removal", by=by)
    _require_first(listing.removal_published_on)
    where = _published(where, url, evidence, listing.removed_on, on=on, at=at)
    apply_move(
        listing, move, by=by, on=on, at=at, new={"published": where}, removal_published_on=on,
        removal_published_where=where, removal_published_url=url,
    )  # fmt: skip
    ways.keep(listing, evidence, ways.REMOVAL_PUBLISHED, on=on, by=by, at=at)
    return listing


def _settled(facts: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(facts) - SETTLED:
        raise TypeError(f"A listing settles no {', '.join(sorted(unknown))}.")
    require_department(facts.get("department"))
    return {name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}


def _require_first(published_on: date | None) -> None:
    if published_on is not None:
        raise IllegalMove(_("The publication is recorded already."))


def _published(where: str, url: str, evidence: Uploads, after: date | None, *, on: date, at: datetime) -> str:
    require_past(on, at=at, not_before=after)
    if not where.strip():
        raise IllegalMove(_("Say where the listing was published."))
    if not url and not evidence:
        raise IllegalMove(_("Give the address where it stands, or a file that proves it was published."))
    return where.strip()
