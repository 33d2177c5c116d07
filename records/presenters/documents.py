from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.buttons import button
from core.presenters import badge_of
from core.shapes import Badge, Button, Fact
from records.file_types import TEXTS
from records.kinds import document_kind_label
from records.models.document import DocumentStatus, IssuedDocument

# Attempts after which it is no longer "being made" but in need of somebody.
_PATIENCE = 1


def is_stuck(document: IssuedDocument) -> bool:
    return document.status == DocumentStatus.NUMBERED and document.attempts >= _PATIENCE


def is_edited(document: IssuedDocument) -> bool:
    """Whether the version that counts is a text edited after the paper was issued, and no scan."""
    return document.signed_scan is not None and document.signed_scan.blob.content_type in TEXTS


def state_of(document: IssuedDocument) -> Badge:
    """The badge; a failure is said, though it is no status of the process."""
    return Badge(_("Could not be made yet"), "bad") if is_stuck(document) else badge_of(document)


def facts_of(document: IssuedDocument, subject: Any = None) -> list[Fact]:
    """`subject` is the thing the paper is about, where its page is open to whoever reads."""
    rows = [
        (_("Document number"), document.full_number),
        (_("Kind"), document_kind_label(document.kind)),
        (_("Date of the document"), document.issued_on),
        (_("Addressee"), addressee_of(document)),
        (_("Issued at"), document.issued_at),
        (_("Received on"), document.received_on),
        (_("Receipt confirmed by"), document.received_by.printed_name if document.received_by else None),
    ]
    about = [Fact(_("About"), str(subject), subject.get_absolute_url())] if subject is not None else []
    return about + [Fact(label, value) for label, value in rows]


def addressee_of(document: IssuedDocument) -> str:
    """The name on the paper, and beside it the present one where the unit was renamed since."""
    unit, name = document.addressee, document.addressee_name
    return name if unit is None or unit.name == name else _("%(old)s (now %(new)s)") % {"old": name, "new": unit.name}


def ways_from_document(document: IssuedDocument, user, today: date) -> list[Button]:
    """To read it is the main thing, unless its receipt still waits."""
    if document.status != DocumentStatus.ISSUED:
        return []
    return [
        button(_("Open the PDF"), "records:document-download", document, kind="primary", icon="file-earmark-pdf"),
        button(_("Word file"), "records:document-word", document, icon="file-earmark-word"),
    ]
