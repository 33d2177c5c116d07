"""From number to paper: made by the background, as often as it takes, and once for good."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from core.actions.events import record_event
from core.actions.moves import store
from core.texts import without_undrawable
from core.transitions import lock
from records.actions.blobs import store_bytes
from records.check_codes import printed_check
from records.issued_hooks import run_issued_hooks
from records.models import IssuedDocument
from records.models.document import DocumentStatus
from records.rendering import render_document

logger = logging.getLogger(__name__)

_LONGEST_REST = timedelta(hours=6)


@transaction.atomic
def issue(*, document: IssuedDocument, pdf_bytes: bytes, at: datetime) -> IssuedDocument:
    """Keep the PDF, say the document is out, and start what starts with it (on_issued), all in one transaction.

    A document already issued comes back unchanged, whatever the bytes: it is never made a second time.
    """
    document = lock(document)
    if document.status == DocumentStatus.ISSUED:
        return document
    pdf = store_bytes(pdf_bytes, content_type="application/pdf")
    store(document, by=None, status=DocumentStatus.ISSUED, pdf=pdf, issued_at=at, error="", try_again_at=None)
    record_event(
        "document.issue",
        target=document,
        by=None,
        on=document.issued_on,
        at=at,
        old={"status": DocumentStatus.NUMBERED},
        new={"status": DocumentStatus.ISSUED, "sha256": pdf.sha256},
    )
    run_issued_hooks(document, at)
    return document


def make_document(*, document: IssuedDocument, at: datetime) -> IssuedDocument:
    """Render and issue one numbered document, outside any lock while rendering.

    Whatever goes wrong is stored with the document (`error`, `attempts`), which then rests for 1, 2, 4 … minutes,
    at most 6 hours, before it is `waiting` again. Never raises for what a document or a hook does.
    """
    if document.status == DocumentStatus.ISSUED:
        return document
    try:
        pdf = render_document(
            document.kind,
            document.data,
            number=document.full_number,
            issued_on=document.issued_on,
            draft=False,
            check=printed_check(document.code),
        )
        return issue(document=document, pdf_bytes=pdf, at=at)
    except Exception as reason:
        logger.exception("%s could not be made", document.full_number)
        return note_failure(document=document, reason=reason, at=at)


@transaction.atomic
def note_failure(*, document: IssuedDocument, reason: object, at: datetime) -> IssuedDocument:
    document = lock(document)
    if document.status == DocumentStatus.ISSUED:
        return document
    attempts = min(document.attempts + 1, 1000)
    rest = min(timedelta(minutes=2 ** min(attempts - 1, 10)), _LONGEST_REST)
    # What could not be drawn may be named in there.
    words = without_undrawable(str(reason) or type(reason).__name__, "□")
    return store(document, by=None, attempts=attempts, error=words[:300], try_again_at=at + rest)
