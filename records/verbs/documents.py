from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.shapes import Crumb
from core.verbs import Noun, Verb, Work
from records.actions import documents
from records.forms import ReceiptForm, ScanForm
from records.models import IssuedDocument
from records.policies import awaits_receipt_of


def _awaits_his_receipt(document, user, today) -> bool:
    return awaits_receipt_of(document, user)


def _papers_to_receive(user, today):
    return IssuedDocument.objects.visible_to(user).to_receive(user)


DOCUMENT = Noun(
    model=IssuedDocument,
    name="document",
    path="documents",
    home="records:document-list",
    fetch=lambda found: found.select_related(
        "addressee", "pdf", "received_by__unit", "signed_scan__blob", "signed_scan__uploaded_by__unit"
    ).defer("data"),
    crumbs=lambda document: [
        Crumb(_("Documents"), reverse("records:document-list")),
        Crumb(document.full_number, document.get_absolute_url()),
    ],
    verbs=(
        Verb(
            name="receive",
            label=_("Confirm receipt of the document"),
            action=documents.receive,
            form=ReceiptForm,
            done=_("Receipt is confirmed. Thank you."),
            icon="check2-square",
            is_step=True,
            offered=_awaits_his_receipt,
            work=Work(order=160, find=_papers_to_receive),
        ),
        Verb(
            name="attach_scan",
            label=_("Attach the version that counts"),
            action=documents.attach_scan,
            form=ScanForm,
            done=_("It is kept with the document. The PDF stays as it was issued."),
            effect=_(
                "The scan of the signed paper, or the Word file as it was edited. "
                "It is shown beside the PDF, which stays."
            ),
            icon="upload",
        ),
    ),
)
