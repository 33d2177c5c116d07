from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.detail import BaseDetailView

from accounts.permissions import Permission
from core.actions.events import record_event
from core.presenters import timeline
from core.views.base import ScopedListView, ThingDetailView, ThingMixin
from core.views.verbs import ActionView
from records.actions import documents
from records.filters import DocumentFilter
from records.forms import ReceiptForm, ScanForm
from records.kinds import document_kind_label
from records.models import IssuedDocument
from records.models.document import DocumentStatus
from records.presenters.documents import actions_of, facts_of, is_stuck, state_of
from records.views.files import file_response


def _crumbs():
    return [{"label": _("Documents"), "url": reverse("records:document-list")}]


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

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("addressee", "pdf", "received_by__unit", "signed_scan__blob")
            .defer("data")
        )

    def get_context_data(self, **kwargs):
        document = self.object
        return super().get_context_data(
            crumbs=_crumbs(),
            facts=facts_of(document),
            state=state_of(document),
            is_waiting=document.status == DocumentStatus.NUMBERED,
            is_stuck=is_stuck(document),
            actions=actions_of(document, self.request.user),
            events=timeline([document], self.request.user),
            **kwargs,
        )


class DocumentDownloadView(ThingMixin, BaseDetailView):
    """The PDF in the browser's viewer; 404 until it is issued."""

    model = IssuedDocument
    rule = Permission.DOCUMENT_VIEW

    def get(self, request, *args, **kwargs):
        document = self.get_object()
        if document.pdf is None:
            raise Http404
        record_event("document.download", target=document, by=request.user, on=None, at=self.now)
        name = f"{document.full_number} {document.title}.pdf".replace("/", "_").replace("\n", "")
        return file_response(document.pdf, name=name, content_type="application/pdf", inline=True)


class DocumentReceiveView(ActionView):
    model = IssuedDocument
    action = staticmethod(documents.receive)
    argument = "document"
    rule = Permission.EXTRACT_RECEIVE
    form_class = ReceiptForm
    title = submit_label = gettext_lazy("Confirm receipt")
    success_message = gettext_lazy("Receipt is confirmed. Thank you.")


class DocumentAttachScanView(ActionView):
    model = IssuedDocument
    action = staticmethod(documents.attach_scan)
    argument = "document"
    rule = Permission.DOCUMENT_ATTACH_SCAN
    form_class = ScanForm
    title = submit_label = gettext_lazy("Attach the signed scan")
    success_message = gettext_lazy("The signed scan is kept with the document.")
