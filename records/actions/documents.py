from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _

from accounts.models import Scope, Unit, User
from core.actions.moves import apply_move, begin
from core.day_words import day_in_words
from core.enqueue import enqueue
from core.frozen_data import frozen
from core.refusals import IllegalMove, NotAllowed
from core.texts import drawable
from core.transitions import check_move, lock
from records.actions.evidence import attach
from records.actions.issuing import issue
from records.check_codes import new_code
from records.file_types import check_upload
from records.models import IssuedDocument, NumberSeries
from records.models.document import DocumentStatus
from records.policies import require_past, require_version
from records.rendering import compose_document
from records.series import is_signed_elsewhere, series_of

__all__ = ["attach_scan", "issue", "number_document", "receive"]


@transaction.atomic
def number_document(
    *,
    kind: str,
    title: str,
    data: Mapping[str, Any],
    scope: Scope,
    subject: Model,
    on: date,
    by: User,
    at: datetime,
    series: str | None = None,
    round_scope: Scope | None = None,
    addressee: Unit | None = None,
) -> IssuedDocument:
    """Give a paper its number for good and freeze what it will say; it is made and issued after the commit.

    A `title` that the paper breaks into lines is one line in lists, in messages and in the log.
    `series` is the whole 机关代字, by default that of the kind; the year is that of `on`, the day the paper bears.
    The whole paper is looked through once more for characters that no font draws, before its number is taken.
    Numbers of a series and year have no gap: the counter row stays locked until the commit, and a rollback gives
    the number back. Callers have checked the right to issue.
    Raises IllegalMove for a day to come, Undrawable, BadDocumentData (records.rendering) for data the kind cannot
    print, KeyError for a kind without a series.
    """
    require_past(on, at=at)
    data = drawable(frozen(data))
    title = title.replace("\n", "")
    compose_document(kind, data)  # what cannot be printed must not use up a number
    series = series or series_of(kind)
    document = IssuedDocument(
        status=DocumentStatus.NUMBERED,
        kind=kind,
        title=title,
        series=series,
        year=on.year,
        number=next_number(series, on.year),
        issued_on=on,
        data=data,
        scope=scope,
        round_scope=round_scope,
        addressee=addressee,
        addressee_name=addressee.name if addressee else "",
        subject_kind=subject._meta.model_name,
        subject_id=str(subject.pk),
        numbered_at=at,
        code=new_code(),
    )
    begin(
        document,
        "document.number",
        by=by,
        on=on,
        at=at,
        new={"number": document.full_number, "kind": kind, "title": title},
    )
    transaction.on_commit(lambda: enqueue("records.tasks.render_document", str(document.pk)))
    return document


def next_number(series: str, year: int) -> int:
    """Count up, in the caller's transaction; whoever comes second waits for the first to commit or roll back."""
    NumberSeries.objects.get_or_create(code=series, year=year)
    NumberSeries.objects.filter(code=series, year=year).update(last_number=F("last_number") + 1)
    return NumberSeries.objects.values_list("last_number", flat=True).get(code=series, year=year)


@transaction.atomic
def attach_scan(
    *,
    document: IssuedDocument,
    upload: UploadedFile,
    by: User,
    at: datetime,
    note: str = "",
    version: int | None = None,
) -> IssuedDocument:
    """Add the version that counts: the scan of the paper as it was signed or sealed, or the Word file as it was edited
    afterwards (定稿), then with the reason in `note`. A later one replaces it; the earlier one stays kept, as does the
    PDF.

    Raises NotAllowed, IllegalMove (not issued yet, a file that cannot be kept or is neither, an edited text without a
    reason), StaleCopy.
    """
    document = lock(document, version=version)
    move = check_move(document, "attach_scan", by=by)
    require_version(check_upload(upload), reason=note)
    scan = attach(
        upload=upload,
        subject=document,
        scope=document.scope,
        round_scope=document.round_scope,
        by=by,
        at=at,
        note=note,
    )
    return apply_move(
        document,
        move,
        by=by,
        on=None,
        at=at,
        new={"sha256": scan.blob.sha256} | ({"reason": note} if note else {}),
        signed_scan=scan,
    )


@transaction.atomic
def receive(
    *,
    document: IssuedDocument,
    on: date,
    by: User,
    at: datetime,
    version: int | None = None,
    with_matter: bool = False,
) -> IssuedDocument:
    """The addressee confirms receipt; `on` lies between the paper's date and the day of `at`, both inclusive.

    `with_matter`: the act that signs for the matter itself calls, and takes its document along. The first receipt
    counts. Raises NotAllowed for anybody but the addressee's people, IllegalMove, StaleCopy.
    """
    document = lock(document, version=version)
    move = check_move(document, "receive", by=by)
    if document.addressee_id is None or by.unit_id != document.addressee_id:
        raise NotAllowed(_("Only the unit to which the document is addressed confirms its receipt."))
    if is_signed_elsewhere(document.kind) and not with_matter:
        raise IllegalMove(_("A principal signs for this document on the page of its matter, not here."))
    if document.received_on is not None:
        raise IllegalMove(
            _("Receipt was confirmed already, on %(on)s by %(name)s; nothing more is needed.")
            % {
                "on": day_in_words(document.received_on),
                "name": document.received_by.printed_name if document.received_by else "",
            }
        )
    require_past(on, at=at, not_before=document.issued_on)
    return apply_move(document, move, by=by, on=on, at=at, new={"received_on": on}, received_on=on, received_by=by)
