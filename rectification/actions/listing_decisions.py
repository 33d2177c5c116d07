"""What the committee decides about a hazard: on the list or not, off the list or not (三(三)4, R64, R65)."""

from datetime import date, datetime
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.actions.moves import apply_move
from core.day_words import day_in_words
from core.refusals import IllegalMove
from core.transitions import check_move
from records.actions.decisions import decide
from records.actions.documents import number_document
from records.models import Decision, IssuedDocument
from records.policies import Paper
from rectification import duties
from rectification.actions import listing_ways as ways
from rectification.models import HazardListing, ListingCheck
from rectification.models.listing import CheckResult
from rectification.papers.listing import notice_data, removal_data
from rectification.policies.listings import require_settled, verified_removal


@transaction.atomic
def list_hazard(
    *, listing: HazardListing, by: User, on: date, at: datetime, note: str = "", paper: Paper | None = None,
    first_check_on: date | None = None, version: int | None = None,
) -> HazardListing:  # fmt: skip
    """The committee puts it on its list: the notice 挂牌督办通知书 is numbered, subdistrict and department read it
    from now on, and the clock runs to the day set (R64). Raises NotAllowed, StaleCopy, IllegalMove."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "list", by=by)
    require_settled(listing)
    due_on = cast(date, listing.due_on)  # settled, as asked above
    if due_on <= on:
        raise IllegalMove(_("The day of removal must lie after the decision. Change it in the proposal."))
    decision = _decide(listing, "list", note=note, by=by, on=on, at=at, decided=paper)
    listing.scope = ways.let_in(listing, by=by, at=at)
    listing.notice = notice = _notice(listing, "listing_notice", notice_data(listing, decision), by=by, on=on, at=at)
    deadline = ways.open_clock(listing, due_on=due_on, on=on, start_reason=duties.LISTED, by=by, at=at)
    apply_move(
        listing, move, by=by, on=on, at=at, reason=note.strip(), new=decision.told | {"number": notice.full_number},
        scope=listing.scope, notice=notice, listed_on=on, deadline=deadline, decision=decision,
        next_check_on=first_check_on,
    )  # fmt: skip
    due = _("To be removed by %(due)s.") % {"due": day_in_words(due_on)}
    ways.tell_sides(listing, _("%(listing)s: a major hazard is listed for supervision"), due, by=by, at=at)
    return listing


@transaction.atomic
def not_list(
    *, listing: HazardListing, note: str, by: User, on: date, at: datetime, paper: Paper | None = None,
    version: int | None = None,
) -> HazardListing:  # fmt: skip
    """Not listed, with a reason: only where somebody who does not rectify saw before that it is removed (R64).
    Raises NotAllowed, StaleCopy, IllegalMove."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "not_list", by=by)
    if not note.strip():
        raise IllegalMove(_("Say why it is not listed."))
    if not verified_removal(listing, on=on):
        raise IllegalMove(
            _("Nobody has verified its removal yet. A major hazard stays off the list only where its removal was "
              "verified before the committee decides: list it, or have it checked first (三(三)4).")
        )  # fmt: skip
    decision = _decide(listing, "not_list", note=note, by=by, on=on, at=at, decided=paper)
    apply_move(listing, move, by=by, on=on, at=at, reason=note.strip(), new=decision.told, decision=decision)
    ways.tell_inside(listing, _("%(listing)s: the committee does not list it"), note.strip(), by=by, at=at)
    return listing


@transaction.atomic
def remove(
    *, listing: HazardListing, by: User, on: date, at: datetime, note: str = "", paper: Paper | None = None,
    version: int | None = None,
) -> HazardListing:  # fmt: skip
    """摘牌, on a check for acceptance that found it removed (R65); the notice 摘牌通知书 is numbered. Raises
    NotAllowed, StaleCopy, IllegalMove."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "remove", by=by)
    made = _acceptance_of(listing)
    if made.result != CheckResult.REMOVED:
        raise IllegalMove(_("The check for acceptance did not find it removed. Refuse the acceptance with a reason."))
    decision = _decide(listing, "remove", note=note, by=by, on=on, at=at, decided=paper)
    notice = _notice(listing, "removal_notice", removal_data(listing, decision), by=by, on=on, at=at)
    apply_move(
        listing, move, by=by, on=on, at=at, reason=note.strip(), new=decision.told | {"number": notice.full_number},
        removal_notice=notice, removed_on=on, decision=decision,
    )  # fmt: skip
    ways.tell_sides(listing, _("%(listing)s: removed from the list"), note.strip(), by=by, at=at)
    return listing


@transaction.atomic
def reject(
    *, listing: HazardListing, note: str, due_on: date, by: User, on: date, at: datetime, paper: Paper | None = None,
    version: int | None = None,
) -> HazardListing:  # fmt: skip
    """The acceptance is refused with a reason and another day `due_on`; it stays on the list (R65). Raises
    NotAllowed, StaleCopy, IllegalMove."""
    listing = ways.locked(listing, version)
    move = check_move(listing, "reject", by=by)
    _acceptance_of(listing)
    if not note.strip():
        raise IllegalMove(_("Say why the acceptance is refused."))
    if due_on <= on:
        raise IllegalMove(_("The day of removal must lie after the decision."))
    decision = _decide(listing, "reject", note=note, by=by, on=on, at=at, decided=paper)
    deadline = ways.open_clock(listing, due_on=due_on, on=on, start_reason=duties.NOT_ACCEPTED, by=by, at=at)
    apply_move(
        listing, move, by=by, on=on, at=at, reason=note.strip(), new=decision.told, due_on=due_on, deadline=deadline,
        decision=decision, rejections=listing.rejections + 1,
    )  # fmt: skip
    ways.tell_sides(listing, _("%(listing)s: the acceptance was refused"), note.strip(), by=by, at=at)
    return listing


def _acceptance_of(listing: HazardListing) -> ListingCheck:
    if listing.acceptance is None:
        raise IllegalMove(
            _("Nobody has checked it for acceptance yet. Somebody who does not rectify looks first (三(三)4).")
        )
    return listing.acceptance


def _decide(listing: HazardListing, verb: str, *, decided: Paper | None, on: date, **facts: Any) -> Decision:
    """The subdistrict does not read the paper of the meeting."""
    last = listing.acceptance.checked_on if listing.acceptance else listing.proposed_on
    return decide(
        listing, f"listing.{verb}", on=on, paper=decided, not_before=last, scope=listing.inner_scope, **facts
    )


def _notice(listing: HazardListing, kind: str, data: dict, *, by: User, on: date, at: datetime) -> IssuedDocument:
    return number_document(
        kind=kind, title=data["title"], data=data, scope=listing.scope, round_scope=listing.inner_scope,
        addressee=listing.round.subdistrict, subject=listing, on=on, by=by, at=at,
    )  # fmt: skip
