"""What the committee decides about an announcement (三(三)6, R73)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.actions.scopes import unit_scope
from accounts.models import User
from accounts.roles import Role
from core.actions.moves import apply_move
from core.transitions import check_move, lock
from deadlines.people import of_roles
from records.actions.decisions import decide, send_back
from records.actions.documents import number_document
from records.policies import Paper
from rectification.models import Announcement
from rectification.papers.announcement import paper_data
from rectification.policies.announcements import require_clean


@transaction.atomic
def approve(
    *, announcement: Announcement, by: User, on: date, at: datetime, note: str = "", paper: Paper | None = None,
    version: int | None = None,
) -> Announcement:  # fmt: skip
    """The text is what the public will read: the paper gets its number, and the subdistrict may read it from now on.
    Refused while anything that must be hidden can be read. Raises NotAllowed, IllegalMove, StaleCopy."""
    announcement = lock(announcement, version=version)
    move = check_move(announcement, "approve", by=by)
    require_clean(announcement)
    decision = decide(announcement, "announcement.approve", by=by, on=on, at=at, note=note, paper=paper)
    scope = unit_scope(unit=announcement.round.subdistrict, by=by, at=at)
    document = number_document(
        kind="announcement", title=announcement.title, data=paper_data(announcement), scope=scope,
        subject=announcement, on=on, by=by, at=at,
    )  # fmt: skip
    apply_move(
        announcement, move, by=by, on=on, at=at, reason=note.strip(),
        new=decision.told | {"number": document.full_number}, scope=scope, document=document, approved_on=on,
        decision=decision,
    )  # fmt: skip
    _tell_office(announcement, _("%(announcement)s is approved"), at=at)
    return announcement


@transaction.atomic
def return_(
    *, announcement: Announcement, note: str, by: User, on: date, at: datetime, paper: Paper | None = None,
    version: int | None = None,
) -> Announcement:  # fmt: skip
    """Back to the office, with what is to be mended."""
    announcement = send_back(
        announcement, lacking=_("Say what is to be mended."), note=note, by=by, on=on, at=at, paper=paper,
        version=version,
    )  # fmt: skip
    _tell_office(announcement, _("%(announcement)s was returned"), at=at)
    return announcement


def _tell_office(announcement: Announcement, words: str, *, at: datetime) -> None:
    subject = words % {"announcement": announcement}
    notify(recipients=of_roles(Role.OFFICE), subject=subject, about=announcement, at=at)
