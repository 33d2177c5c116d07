"""Checks of a listed hazard by somebody who does not rectify (三(三)4, R64, R65)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.actions.moves import apply_move
from core.refusals import IllegalMove
from core.transitions import Transition, check_move
from records.actions.evidence import attach_all
from records.policies import require_past
from rectification.actions import listing_ways as ways
from rectification.models import HazardListing, ListingCheck
from rectification.models.listing import CheckResult
from rectification.policies.listings import require_independent

Uploads = Sequence[UploadedFile]


@transaction.atomic
def check(
    *, listing: HazardListing, result: str, words: str, by: User, on: date, at: datetime,
    next_check_on: date | None = None, evidence: Uploads = (), version: int | None = None,
) -> HazardListing:  # fmt: skip
    """Somebody looked on the day `on`, and the next look is due on `next_check_on` (R64). Raises NotAllowed,
    StaleCopy, IllegalMove."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "check", by=by)
    if next_check_on is not None and next_check_on <= on:
        raise IllegalMove(_("The next check lies after this one."))
    _write(listing, result, words, evidence, not_before=listing.found_on, by=by, on=on, at=at)
    return _told(listing, move, result, by=by, on=on, at=at, next_check_on=next_check_on)


@transaction.atomic
def check_acceptance(
    *, listing: HazardListing, result: str, words: str, by: User, on: date, at: datetime, evidence: Uploads = (),
    version: int | None = None,
) -> HazardListing:  # fmt: skip
    """验收: the look for which the subdistrict asked, by somebody else, and on which the committee decides (R65).
    Raises NotAllowed for the rectifier, StaleCopy, IllegalMove."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "check_acceptance", by=by)
    if not evidence:
        raise IllegalMove(_("Add photos or papers of the check for acceptance."))
    if result not in (CheckResult.REMOVED, CheckResult.NOT_REMOVED):
        raise IllegalMove(_("A check for acceptance says whether the hazard is removed."))
    made = _write(
        listing, result, words, evidence, is_acceptance=True, not_before=listing.requested_on, by=by, on=on, at=at
    )
    listing = _told(listing, move, result, by=by, on=on, at=at, acceptance=made, next_check_on=None)
    ways.tell_inside(listing, _("%(listing)s was checked for acceptance; the committee decides"), by=by, at=at)
    return listing


def _write(
    listing: HazardListing, result: str, words: str, evidence: Uploads, *, not_before: date | None, by: User,
    on: date, at: datetime, is_acceptance: bool = False,
) -> ListingCheck:  # fmt: skip
    require_independent(listing, by=by)
    require_past(on, at=at, not_before=not_before)
    if not words.strip():
        raise IllegalMove(_("Say what the check showed."))
    made = ListingCheck(
        listing=listing, number=listing.checks.count() + 1, checked_on=on, checked_by=by, result=result,
        words=words.strip(), is_acceptance=is_acceptance,
    )  # fmt: skip
    made.save(force_insert=True)
    if evidence:
        attach_all(
            uploads=evidence, subject=made, scope=listing.scope, round_scope=listing.inner_scope, by=by, at=at,
            taken_on=on,
        )  # fmt: skip
    return made


def _told(listing: HazardListing, move: Transition, result: str, **facts: Any) -> HazardListing:
    return apply_move(listing, move, new={"check_result": str(CheckResult(result).label)}, **facts)
