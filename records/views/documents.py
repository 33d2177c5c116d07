from django.http import Http404

from accounts.permissions import Permission
from core.views.base import ScopedListView, ThingDetailView
from records.filters import DocumentFilter
from records.kinds import document_kind_label
from records.models import IssuedDocument
from records.models.document import DocumentStatus
from records.presenters.documents import facts_of, is_stuck, state_of
from records.views.files import FileView


class DocumentListView(ScopedListView):
    model = IssuedDocument
    rule = Permission.DOCUMENT_VIEW
    filterset_class = DocumentFilter
    template_name = "records/document/list.html"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("addressee", "pdf").defer("data")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["rows"] = [(row, document_kind_label(row.kind), state_of(row)) for row in context["object_list"]]
        return context


class DocumentDetailView(ThingDetailView):
    model = IssuedDocument
    rule = Permission.DOCUMENT_VIEW
    template_name = "records/document/detail.html"

    def get_context_data(self, **kwargs):
        document = self.object
        return super().get_context_data(
            badge=state_of(document),
            facts=facts_of(document),
            is_waiting=document.status == DocumentStatus.NUMBERED,
            is_stuck=is_stuck(document),
            **kwargs,
        )


class DocumentDownloadView(FileView):
    """The PDF in the browser's viewer; 404 until it is issued."""

    model = IssuedDocument
    rule = Permission.DOCUMENT_VIEW

    def get(self, request, *args, **kwargs):
        document = self.get_object()
        if document.pdf is None:
            raise Http404
        name = f"{document.full_number} {document.title}.pdf".replace("/", "_").replace("\n", "")
        return self.give(
            document, "pdf", name=name, content_type="application/pdf", inline=True, verb="document.download"
        )
