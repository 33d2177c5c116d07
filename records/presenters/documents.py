from django.utils.translation import gettext as _

from core.buttons import button
from core.transitions import may_move
from records.kinds import document_kind_label
from records.models.document import DocumentStatus
from records.series import is_signed_elsewhere

# Attempts after which it is no longer "being made" but in need of somebody.
_PATIENCE = 1


def is_stuck(document) -> bool:
    return document.status == DocumentStatus.NUMBERED and document.attempts >= _PATIENCE


def state_of(document) -> dict:
    """Label and tone of the badge; a failure is said, though it is no status of the process."""
    if is_stuck(document):
        return {"label": _("Could not be made yet"), "tone": "bad"}
    if document.status == DocumentStatus.NUMBERED:
        return {"label": document.get_status_display(), "tone": "warn"}
    return {"label": document.get_status_display(), "tone": "ok"}


def facts_of(document) -> list[dict]:
    rows = [
        (_("Document number"), document.full_number),
        (_("Kind"), document_kind_label(document.kind)),
        (_("Date of the document"), document.issued_on),
        (_("Addressee"), document.addressee),
        (_("Issued at"), document.issued_at),
        (_("Received on"), document.received_on),
        (_("Receipt confirmed by"), document.received_by.printed_name if document.received_by else None),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def actions_of(document, user) -> list[dict]:
    """Buttons of the page: only what this person may do now."""
    rows = []
    is_addressee = document.addressee_id is not None and document.addressee_id == user.unit_id
    may_receive = is_addressee and not is_signed_elsewhere(document.kind)
    if may_receive and document.received_on is None and may_move(document, "receive", access=user.access):
        rows.append(
            button(_("Confirm receipt"), "records:document-receive", document, kind="primary", icon="check2-square")
        )
    if document.status == DocumentStatus.ISSUED:
        kind = "secondary" if rows else "primary"
        rows.append(
            button(_("Open the PDF"), "records:document-download", document, kind=kind, icon="file-earmark-pdf")
        )
    if may_move(document, "attach_scan", access=user.access):
        rows.append(
            button(
                _("Attach the signed scan"), "records:document-attach-scan", document, kind="secondary", icon="upload"
            )
        )
    return rows
