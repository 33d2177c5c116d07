"""通告: what the public is told of feedback and rectification, from draft to corrected version (三(三)6, R73)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.actions.scopes import office_scope
from accounts.models import User
from accounts.permissions import Permission
from core.actions.moves import apply_move, begin
from core.refusals import IllegalMove
from core.transitions import check_move, check_permission, lock
from deadlines.people import committee
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus
from records.actions.evidence import attach_all
from records.policies import require_past
from rectification.models import Announcement, Publication, RectificationCase, Redaction
from rectification.models.announcement import AnnouncementStatus, Medium, Part, RedactionKind
from rectification.papers import announcement as paper
from rectification.policies.announcements import require_clean, require_proof
from rectification.queries.announcements import parts_left, told_items
from rectification.queries.known_words import proposals
from rectification.redaction import Hidden, hide, occurs

# What a file of a publication is, kept as its note: archived, so Chinese like every paper.
PROOF = "发布证明"
HIDDEN_BY_HAND = "（略）"


@transaction.atomic
def draft(*, round: SubdistrictRound, part: str, by: User, on: date, at: datetime) -> Announcement:
    """Compose an announcement of the feedback or of the rectification out of what was issued, and list what must be
    hidden. Raises NotAllowed, IllegalMove."""
    round_ = lock(round)
    check_permission(Permission.ANNOUNCEMENT_DRAFT, by=by)
    require_past(on, at=at)
    if round_.status == RoundStatus.ARCHIVED or part not in parts_left(round_):
        raise IllegalMove(
            _("This part cannot be drafted: its text is not issued yet, or its announcement is there already.")
        )
    case = RectificationCase.objects.select_related("round", "feedback").get(round=round_)
    title, text = paper.title_of(round_, part), _composed(case, part)
    announcement = Announcement(
        round=round_, part=part, scope=office_scope(by=by, at=at), title=title, source_text=text, text=text,
        drafted_on=on,
    )  # fmt: skip
    begin(announcement, "announcement.draft", by=by, on=on, at=at, new={"announcement_part": part})
    _propose(announcement)
    return announcement


@transaction.atomic
def edit(
    *, announcement: Announcement, title: str, text: str, by: User, on: date, at: datetime, version: int | None = None
) -> Announcement:
    """Change title and text. What the system knows of the new words goes on the list."""
    announcement = lock(announcement, version=version)
    move = check_move(announcement, "edit", by=by)
    if not title.strip() or not text.strip():
        raise IllegalMove(_("An announcement has a title and a text."))
    apply_move(announcement, move, by=by, on=on, at=at, title=title.strip(), text=text.strip())
    _propose(announcement)
    return announcement


@transaction.atomic
def list_words(
    *, announcement: Announcement, words: str, kind: str, by: User, on: date, at: datetime, replacement: str = "",
    version: int | None = None,
) -> Announcement:  # fmt: skip
    """Put words on the list, one a line; one that was kept public is to be hidden again. The log tells how many, never
    which."""
    announcement = lock(announcement, version=version)
    move = check_move(announcement, "list_words", by=by)
    found = list(dict.fromkeys(filter(None, (line.strip() for line in words.splitlines()))))
    if not found or kind not in RedactionKind.values:
        raise IllegalMove(_("Give the words, one a line, and of which kind they are."))
    put = replacement.strip() or HIDDEN_BY_HAND
    if any(occurs(word, put) for word in found):
        raise IllegalMove(_("What stands instead must not hold the word itself."))
    for word in found:
        Redaction.objects.update_or_create(
            announcement=announcement, word=word, defaults={"kind": kind, "replacement": put, "kept_reason": ""}
        )
    return apply_move(announcement, move, by=by, on=on, at=at, new={"words_listed": len(found)})


@transaction.atomic
def keep_word(
    *, redaction: Redaction, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> Announcement:
    """The public may read this word all the same, with a reason: it stays on the list as decided."""
    announcement = lock(redaction.announcement, version=version)
    move = check_move(announcement, "keep_word", by=by)
    redaction = announcement.redactions.get(pk=redaction.pk)
    if redaction.kept_reason:
        raise IllegalMove(_("That the public may read it was decided already."))
    if not reason.strip():
        raise IllegalMove(_("Say why the public may read it."))
    if redaction.kind == RedactionKind.COMPLAINANT:
        raise IllegalMove(_("Who complained is never made known."))
    redaction.kept_reason = reason.strip()
    redaction.save(update_fields=["kept_reason"])
    return apply_move(announcement, move, by=by, on=on, at=at, reason=reason.strip())


@transaction.atomic
def hide_words(
    *, announcement: Announcement, by: User, on: date, at: datetime, version: int | None = None
) -> Announcement:
    """Replace every listed word in title and text."""
    announcement = lock(announcement, version=version)
    move = check_move(announcement, "hide_words", by=by)
    hidden = [Hidden(one.word, one.replacement) for one in announcement.redactions.filter(kept_reason="")]
    apply_move(
        announcement, move, by=by, on=on, at=at, title=hide(announcement.title, hidden),
        text=hide(announcement.text, hidden),
    )  # fmt: skip
    return announcement


@transaction.atomic
def submit(
    *, announcement: Announcement, by: User, on: date, at: datetime, version: int | None = None
) -> Announcement:
    """To the committee; refused while anything that must be hidden can be read."""
    announcement = lock(announcement, version=version)
    move = check_move(announcement, "submit", by=by)
    require_past(on, at=at, not_before=announcement.drafted_on)
    require_clean(announcement)
    apply_move(announcement, move, by=by, on=on, at=at, proposed_by=by, proposed_on=on)
    subject = _("%(announcement)s awaits approval") % {"announcement": announcement}
    notify(recipients=committee(None, on), subject=subject, about=announcement, at=at)
    return announcement


@transaction.atomic
def discard(
    *, announcement: Announcement, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> Announcement:
    """Give up a draft; another may be drafted."""
    announcement = lock(announcement, version=version)
    move = check_move(announcement, "discard", by=by)
    if not reason.strip():
        raise IllegalMove(_("Say why the draft is discarded."))
    return apply_move(
        announcement, move, by=by, on=on, at=at, reason=reason.strip(), discard_reason=reason.strip()[:300]
    )


@transaction.atomic
def publish(
    *, announcement: Announcement, medium: str, by: User, on: date, at: datetime, place: str = "", url: str = "",
    evidence: Sequence[UploadedFile] = (), version: int | None = None,
) -> Announcement:  # fmt: skip
    """Record where and when it was published, with its proof; on the public page of this system it stands from now on.
    The first publication counts; one that corrects another takes its place."""
    announcement = lock(announcement, version=version)
    move = check_move(announcement, "publish", by=by)
    require_past(on, at=at, not_before=announcement.approved_on)
    require_proof(medium, url, evidence)
    is_there = announcement.publications.filter(medium=Medium.SYSTEM).exists()
    if medium == Medium.SYSTEM and is_there:
        raise IllegalMove(_("It stands on the public page already."))
    if announcement.status == AnnouncementStatus.APPROVED:
        _give_way(announcement, by=by, on=on, at=at)
    publication = Publication(
        announcement=announcement, medium=medium, place=place.strip(), url=url.strip(), published_on=on,
        recorded_by=by, recorded_at=at,
    )  # fmt: skip
    publication.save(force_insert=True)
    attach_all(uploads=evidence, subject=publication, scope=announcement.scope, by=by, at=at, taken_on=on, note=PROOF)
    first = announcement.published_on or on
    return apply_move(announcement, move, by=by, on=on, at=at, new={"medium": medium}, published_on=min(first, on))


@transaction.atomic
def withdraw(
    *, announcement: Announcement, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> Announcement:
    """At once, without the committee: something stands in it that the public must not read. Nobody reads it on the
    public page any more; elsewhere the office sees to it. The round closes only with a corrected one."""
    announcement = lock(announcement, version=version)
    move = check_move(announcement, "withdraw", by=by)
    require_past(on, at=at, not_before=announcement.approved_on)
    if not reason.strip():
        raise IllegalMove(_("Say why it is withdrawn."))
    apply_move(
        announcement, move, by=by, on=on, at=at, reason=reason.strip(), withdrawn_on=on,
        withdrawal_reason=reason.strip(),
    )  # fmt: skip
    subject = _("%(announcement)s was withdrawn") % {"announcement": announcement}
    notify(recipients=committee(None, on), subject=subject, body=reason.strip(), about=announcement, at=at)
    return announcement


@transaction.atomic
def correct(
    *, announcement: Announcement, reason: str, by: User, on: date, at: datetime, version: int | None = None
) -> Announcement:
    """Draft the corrected version of one that was published or withdrawn; it goes the same way, and takes its place
    when it is published."""
    old = lock(announcement, version=version)
    check_permission(Permission.ANNOUNCEMENT_DRAFT, by=by)
    require_past(on, at=at)
    if old.status not in (AnnouncementStatus.PUBLISHED, AnnouncementStatus.WITHDRAWN):
        raise IllegalMove(_("Only what was published or withdrawn is corrected."))
    if old.round.status == RoundStatus.ARCHIVED:
        raise IllegalMove(_("The round is archived."))
    if not reason.strip():
        raise IllegalMove(_("Say why it is corrected."))
    new = Announcement(
        round=old.round, part=old.part, scope=office_scope(by=by, at=at), title=old.title, source_text=old.text,
        text=old.text, drafted_on=on, corrects=old, correction_reason=reason.strip(),
    )  # fmt: skip
    begin(new, "announcement.correct", by=by, on=on, at=at, reason=reason.strip())
    _take_over(old.redactions.all(), new)
    _propose(new)
    return new


# --- Parts ---------------------------------------------------------------------------------------------------------


def _composed(case: RectificationCase, part: str) -> str:
    items = told_items(case)
    unfinished = items.count() < case.items.live().count()
    if part == Part.FEEDBACK:
        return paper.feedback_text(case, items, unfinished=unfinished)
    filed = case.submissions.order_by("-number").first()
    if filed is None:
        raise IllegalMove(_("No rectification report was filed."))
    return paper.rectification_text(
        case, items, measures=filed.measures, investigation=filed.investigation, unfinished=unfinished
    )


def _propose(announcement: Announcement) -> None:
    """List what the system knows of the text; what was decided already stays as it was."""
    known = set(announcement.redactions.values_list("word", flat=True))
    Redaction.objects.bulk_create(
        Redaction(
            announcement=announcement, word=one.word, kind=one.kind, replacement=one.replacement, is_proposed=True
        )
        for one in proposals(announcement.round, f"{announcement.title}\n{announcement.text}")
        if one.word not in known
    )


def _take_over(redactions: Iterable[Redaction], new: Announcement) -> None:
    Redaction.objects.bulk_create(
        Redaction(
            announcement=new, word=one.word, kind=one.kind, replacement=one.replacement, is_proposed=one.is_proposed,
            kept_reason=one.kept_reason,
        )
        for one in redactions
    )  # fmt: skip


def _give_way(announcement: Announcement, *, by: User, on: date, at: datetime) -> None:
    """The one it corrects, and any other of this part, gives way."""
    if announcement.corrects is None:
        return
    old = lock(announcement.corrects)
    apply_move(old, check_move(old, "give_way", by=by), by=by, on=on, at=at)
