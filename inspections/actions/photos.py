"""Which photos of a finding the subdistrict gets to see with it (三(三)4, ADR 29): none, unless the leader says so."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.actions.moves import apply_move, store
from core.refusals import IllegalMove
from core.transitions import check_move, lock
from inspections.models import Finding
from inspections.policies import require_changeable
from inspections.queries.photos import may_go_along, showable_photos
from planning.policies import require_leader


@transaction.atomic
def choose(
    *,
    finding: Finding,
    photos: Collection[str],
    by: User,
    on: date,
    at: datetime,
    version: int | None = None,
) -> Finding:
    """The leader in office on `on` says which photos go along; `photos` are the ids of all that do, as strings.

    Until the report is submitted: what it freezes is what is issued. Raises NotAllowed, IllegalMove, StaleCopy.
    """
    round_ = lock(finding.round)
    finding = lock(finding, version=version)
    move = check_move(finding, "choose_photos", by=by)
    require_leader(round_.team, by, on)
    require_changeable(round_)
    told = set_chosen(finding, photos, by=by)
    return apply_move(finding, move, by=by, on=on, at=at, new={"photos": told})


def set_chosen(finding: Finding, photos: Collection[str], *, by: User) -> int:
    """Of a locked finding, whose leader `by` is; returns how many go along. Raises IllegalMove."""
    if photos and not may_go_along(finding):
        raise IllegalMove(_("This finding does not go to the subdistrict, so none of its photos does."))
    known = {str(link.pk): link for link in showable_photos(finding)}
    wanted = set(photos)
    if wanted - set(known):
        raise IllegalMove(
            _(
                "One of the photos is not of this finding, or is still being prepared. Open the page anew and "
                "choose again."
            )
        )
    for pk, link in known.items():
        if link.is_chosen != (pk in wanted):
            store(link, by=by, is_chosen=pk in wanted)
    return len(wanted)
