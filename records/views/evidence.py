from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from accounts.permissions import Permission
from records.file_names import ending_of
from records.file_types import CONTENT_TYPES
from records.models import EvidenceLink
from records.views.files import KEPT, FileView


class _EvidenceView(FileView):
    model = EvidenceLink
    rule = Permission.DOCUMENT_VIEW

    def get_queryset(self):
        return super().get_queryset().select_related("blob", "viewing_copy", "thumbnail")


class EvidenceDownloadView(_EvidenceView):
    """The original, byte for byte, always as a download; who took it is kept (R82)."""

    def get(self, request, *args, **kwargs):
        link = self.get_object()
        content_type = CONTENT_TYPES[ending_of(link.name)]
        return self.give(link, "blob", name=link.name, content_type=content_type, verb="evidence.download")


class EvidenceViewView(_EvidenceView):
    """The copy for looking at, in the page; what has none, such as a PDF, is offered as a download."""

    def get(self, request, *args, **kwargs):
        link = self.get_object()
        if link.viewing_copy is None:
            return HttpResponseRedirect(reverse("records:evidence-download", args=[link.pk]))
        content_type = link.viewing_copy.content_type
        return self.give(link, "viewing_copy", name=link.name, content_type=content_type, inline=True)


class EvidenceThumbnailView(_EvidenceView):
    """The small copy, for lists and pages; where there is none, what `view` gives. A browser that has it already is
    told so, once more after asking whether the person may still see it."""

    def get(self, request, *args, **kwargs):
        link = self.get_object()
        if link.thumbnail is None:
            return HttpResponseRedirect(reverse("records:evidence-view", args=[link.pk]))
        etag = quote_etag(link.thumbnail.sha256)
        response = get_conditional_response(request, etag=etag)
        if response is None:
            name, content_type = f"{link.pk}.jpg", link.thumbnail.content_type
            response = self.give(link, "thumbnail", name=name, content_type=content_type, inline=True, is_kept=True)
            if response.status_code != 200:
                return response
        response.headers["ETag"], response.headers["Cache-Control"] = etag, KEPT
        return response
