from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model

from accounts.models import Scope, User
from core.actions.moves import begin
from core.enqueue import enqueue
from core.transitions import check_permission
from records.actions.blobs import store_file
from records.actions.viewing_copies import tell_copy
from records.file_names import clean_name
from records.file_types import check_upload
from records.models import EvidenceLink
from records.policies import require_past

_PICTURES = ("image/jpeg", "image/png")


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
    permission: str | None = None,
) -> EvidenceLink:
    """Keep an uploaded file as evidence of `subject` (四(二)二, R82); the original stays byte for byte as it came. The
    viewing copy of a picture is made after the commit.

    `scope` is where it belongs and `round_scope` the team's, where it must see it too. Callers have checked the right
    to the subject; `permission`, where given, is asked here. `taken_on` is a day not after `at`;
    `role` what it shows of a thing that is mended (EvidenceRole), `filing` the number of the filing it belongs to.
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
        awaits_copy=content_type in _PICTURES,
        name=clean_name(upload.name or ""),
        taken_on=taken_on,
        place=place,
        taken_by=taken_by,
        note=note,
        role=role,
        filing=filing,
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
    """Attach several files, all or none: every one is checked before the first is kept."""
    for upload in uploads:
        check_upload(upload)
    with transaction.atomic():
        return [attach(upload=upload, **facts) for upload in uploads]


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
    back. Callers have checked the right to both."""
    shared = EvidenceLink(
        scope=scope, round_scope=round_scope, subject_kind=subject._meta.model_name, subject_id=str(subject.pk),
        blob=link.blob, viewing_copy=link.viewing_copy, awaits_copy=link.awaits_copy, name=link.name,
        taken_on=link.taken_on, place=link.place, taken_by=link.taken_by, device=link.device, note=note,
        uploaded_by=by, uploaded_at=at,
    )  # fmt: skip
    begin(shared, "evidence.attach", by=by, on=link.taken_on, at=at, new=_told(shared))
    tell_copy(shared, at=at)
    return shared
