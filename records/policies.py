"""Relations that hold for facts of every kind."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from core.day_order import require_order
from core.day_words import day_in_words
from core.refusals import IllegalMove, NotAllowed
from records.file_types import SCANS, TEXTS
from records.models import IssuedDocument
from records.series import is_signed_elsewhere


@dataclass(frozen=True)
class Paper:
    """A decision taken in a meeting and put down on paper: its number, its day and the scan of the signed sheet."""

    meeting_number: str = ""
    on: date | None = None
    scan: UploadedFile | None = None

    def __bool__(self) -> bool:
        return bool(self.meeting_number or self.scan)


def require_past(on: date, *, at: datetime, not_before: date | None = None) -> None:
    """A fact's day lies neither in the future nor before what it follows. Raises IllegalMove."""
    if on > timezone.localdate(at):
        raise IllegalMove(
            _("The day %(on)s lies in the future. Enter the day it really happened.") % {"on": day_in_words(on)}
        )
    if not_before is not None:
        words = _("The day %(on)s lies before %(first)s, when the step before it happened. Check the date.")
        require_order(not_before, on, words % {"on": day_in_words(on), "first": day_in_words(not_before)})


def awaits_receipt_of(document: IssuedDocument, user: User) -> bool:
    """Whether the person's unit is the addressee and its receipt is still to come, on the page of the document."""
    is_addressee = document.addressee_id is not None and document.addressee_id == user.unit_id
    return is_addressee and document.received_on is None and not is_signed_elsewhere(document.kind)


def require_other_person(by: User, other: Any, message: object) -> None:
    """The proposer never approves, the rectifier never accepts (DESIGN §4). Raises NotAllowed."""
    if other is not None and by.pk == getattr(other, "pk", other):
        raise NotAllowed(message)


def require_decider(thing: Any, *, by: User, paper: Paper | None = None) -> None:
    """Who may decide on this thing, and how (二(三), R30). The permission itself is the state table's matter.

    Raises NotAllowed where `by` proposed it. The committee's secretary decides nothing himself: he records what
    a meeting decided, so `paper` must be whole; raises IllegalMove naming what is missing.
    """
    proposed_by = getattr(thing, "proposed_by_id", None)
    require_other_person(by, proposed_by, _("You proposed this yourself. Somebody else has to decide on it."))
    if by.role == Role.SECRETARY:
        require_whole(paper if paper is not None else Paper())


def require_whole(paper: Paper) -> None:
    """Raises IllegalMove that names what a decision on paper still lacks."""
    missing = [
        label
        for label, value in (
            (_("the number of the meeting"), paper.meeting_number),
            (_("the day of the decision"), paper.on),
            (_("the scan of the signed paper"), paper.scan),
        )
        if not value
    ]
    if missing:
        raise IllegalMove(
            _(
                "The secretary records decisions taken on paper. Still missing: %(missing)s. "
                "Add it, or let a member of the committee decide online."
            )
            % {"missing": _(", ").join(missing)}
        )


def require_version(content_type: str, *, reason: str) -> None:
    """What may stand beside an issued paper as the version that counts: a scan, or an edited Word file of which
    somebody says why it was edited. Raises IllegalMove."""
    if content_type not in (*SCANS, *TEXTS):
        raise IllegalMove(_("The version that counts is a PDF or a picture as it was signed, or an edited Word file."))
    if content_type in TEXTS and not reason:
        raise IllegalMove(_("Say why the text was edited after it was issued; the reason stands on its page."))
