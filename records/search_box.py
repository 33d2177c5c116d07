"""What the one box finds here (core.search_box)."""

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.search_box import Kind
from records.models import IssuedDocument
from records.searches import documents_with


def _documents(user):
    return IssuedDocument.objects.visible_to(user).select_related("addressee").defer("data")


def _tell(one):
    addressee = one.addressee.short_name if one.addressee else one.addressee_name
    return one.title, " · ".join(filter(None, (one.full_number, addressee)))


DOCUMENTS = Kind(
    IssuedDocument, _("Documents"), "file-earmark-text", Permission.DOCUMENT_VIEW, "records:document-list",
    rows=_documents, find=documents_with, tell=_tell,
    fields=("title", "series", "year", "number", "addressee_name", "addressee__short_name"),
)  # fmt: skip
