from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import Scope, User
from core.actions.moves import begin
from core.enqueue import enqueue
from core.refusals import IllegalMove
from core.transitions import check_permission
from records.actions.blobs import store_file
from records.actions.viewing_copies import COPIES, tell_copy
from records.file_names import clean_name
from records.file_types import PICTURES, check_upload, ending_for
from records.models import EvidenceLink
from records.policies import require_past
from records.queries.evidence_check import is_attested


@transaction.atomic
def attach(
    *,
    upload: UploadedFile,
    subject: Model,
    scope: Scope,
    by: User,
    at: datetime,
    round_scope: Scope | None = None,
    taken_on: date | None = None,
    place: str = "",
    taken_by: str = "",
    note: str = "",
    role: str = "",
    filing: int | None = None,
    position: int = 0,
    permission: str | None = None,
) -> EvidenceLink:
    """Keep an uploaded file as evidence of `subject` (四(二)二, R82); the original stays byte for byte as it came. The
    viewing copy of a picture is made after the commit.

    `scope` is where it belongs and `round_scope` the team's, where it must see it too. Callers have checked the right
    to the subject; `permission`, where given, is asked here. `taken_on` is a day not after `at`;
    `role` what it shows of a thing that is mended (EvidenceRole), `filing` the number of the filing it belongs to,
    `position` its place among the files that came together.
    Raises IllegalMove for a file that cannot be kept (see check_upload), NotAllowed.
    """
    scope_ids = [one.pk for one in (scope, round_scope) if one]
    if permission is not None:
        check_permission(permission, by=by, scope_ids=scope_ids)
    if taken_on is not None:
        require_past(taken_on, at=at)
    content_type = check_upload(upload)
    link = EvidenceLink(
        scope=scope,
        round_scope=round_scope,
        subject_kind=subject._meta.model_name,
        subject_id=str(subject.pk),
        blob=store_file(upload, content_type=content_type),
        awaits_copy=content_type in PICTURES,
        name=clean_name(upload.name or ""),
        taken_on=taken_on,
        place=place,
        taken_by=taken_by,
        note=note,
        role=role,
        filing=filing,
        position=position,
        uploaded_by=by,
        uploaded_at=at,
    )
    if link.awaits_copy:
        _ask_for_copies()
    return begin(link, "evidence.attach", by=by, on=taken_on, at=at, new=_told(link))


def _told(link: EvidenceLink) -> dict[str, Any]:
    """What the sealed event keeps of it: which bytes, and of what they are evidence (records/attested.py)."""
    return {"sha256": link.blob.sha256, "size": link.blob.size, "subject": link.subject_id}


def attach_all(*, uploads: Sequence[UploadedFile], **facts: Any) -> list[EvidenceLink]:
    """Attach several files in their order, all or none: every one is checked before the first is kept."""
    for upload in uploads:
        check_upload(upload)
    with transaction.atomic():
        return [attach(upload=upload, position=place, **facts) for place, upload in enumerate(uploads)]


def _ask_for_copies() -> None:
    """Once a transaction, however many pictures it keeps: the task makes all that wait."""
    if not any(hook[1] is _hurry for hook in transaction.get_connection().run_on_commit):
        transaction.on_commit(_hurry)


def _hurry() -> None:
    enqueue("records.tasks.make_viewing_copies")


@transaction.atomic
def share(
    *,
    link: EvidenceLink,
    subject: Model,
    scope: Scope,
    by: User,
    at: datetime,
    round_scope: Scope | None = None,
    note: str = "",
) -> EvidenceLink:
    """The same file as evidence of another thing, in another scope: what is handed over goes along without its way
    back. Callers have checked the right to both. Raises IllegalMove for a file that was exchanged since: the new
    event would call it the one that was kept."""
    if not is_attested(link, "blob"):
        raise _exchanged(link)
    are_ours = all(getattr(link, field) is None or is_attested(link, field) for field in COPIES)
    copies = {field: getattr(link, field) for field in COPIES} if are_ours else {}
    shared = EvidenceLink(
        scope=scope, round_scope=round_scope, subject_kind=subject._meta.model_name, subject_id=str(subject.pk),
        blob=link.blob, **copies, awaits_copy=link.awaits_copy or not are_ours, name=link.name,
        taken_on=link.taken_on, place=link.place, taken_by=link.taken_by, device=link.device, note=note,
        uploaded_by=by, uploaded_at=at, position=link.position,
    )  # fmt: skip
    begin(shared, "evidence.attach", by=by, on=link.taken_on, at=at, new=_told(shared))
    tell_copy(shared, at=at)
    return shared


@transaction.atomic
def show(
    *,
    link: EvidenceLink,
    sha256: str,
    name: str,
    role: str,
    position: int,
    subject: Model,
    scope: Scope,
    by: User,
    at: datetime,
    round_scope: Scope | None = None,
) -> EvidenceLink:
    """What people see of a picture, and nothing else of it, as evidence of another thing in another scope: its viewing
    copy under the plain `name`, without place, device, who took it and the original's name (ADR 29). Callers have
    checked the right to both. Raises IllegalMove where the copy is not the one of `sha256`."""
    copy = link.viewing_copy
    if copy is None or copy.sha256 != sha256 or not all(is_attested(link, field) for field in COPIES):
        raise _exchanged(link)
    shown = EvidenceLink(
        scope=scope, round_scope=round_scope, subject_kind=subject._meta.model_name, subject_id=str(subject.pk),
        blob=copy, viewing_copy=copy, thumbnail=link.thumbnail, name=f"{name}.{ending_for(copy.content_type)}",
        taken_on=link.taken_on, role=role, position=position, uploaded_by=by, uploaded_at=at,
    )  # fmt: skip
    begin(shown, "evidence.attach", by=by, on=link.taken_on, at=at, new=_told(shown))
    tell_copy(shown, at=at)
    return shown


def _exchanged(link: EvidenceLink) -> IllegalMove:
    return IllegalMove(
        _(
            "The stored file “%(name)s” is not the one that was kept, so it is not handed on. Tell the "
            "audit administrator."
        )
        % {"name": link.name}
    )
