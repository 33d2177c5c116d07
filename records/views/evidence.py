from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.generic.detail import BaseDetailView

from accounts.permissions import Permission
from core.actions.events import record_event
from core.views.base import ThingMixin
from records.file_names import ending_of
from records.file_types import CONTENT_TYPES
from records.models import EvidenceLink
from records.views.files import file_response


class _EvidenceView(ThingMixin, BaseDetailView):
    model = EvidenceLink
    rule = Permission.DOCUMENT_VIEW

    def get_queryset(self):
        return super().get_queryset().select_related("blob", "viewing_copy")


class EvidenceDownloadView(_EvidenceView):
    """The original, byte for byte, always as a download; who took it is kept (R82)."""

    def get(self, request, *args, **kwargs):
        link = self.get_object()
        record_event("evidence.download", target=link, by=request.user, on=None, at=self.now)
        return file_response(link.blob, name=link.name, content_type=CONTENT_TYPES[ending_of(link.name)])


class EvidenceViewView(_EvidenceView):
    """The copy for looking at, in the page; what has none, such as a PDF, is offered as a download."""

    def get(self, request, *args, **kwargs):
        link = self.get_object()
        if link.viewing_copy is None:
            return HttpResponseRedirect(reverse("records:evidence-download", args=[link.pk]))
        return file_response(
            link.viewing_copy, name=link.name, content_type=link.viewing_copy.content_type, inline=True
        )
