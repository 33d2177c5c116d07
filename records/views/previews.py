from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.generic.detail import BaseDetailView

from core.frozen_data import frozen
from core.views.base import ThingMixin
from records.actions.preview import draft_pdf
from records.rendering import document_kinds
from records.rendering.errors import CannotRender
from records.rendering.word import render_word
from records.views.files import word_answer
from records.views.unmade import back_to


class PaperPreviewView(ThingMixin, BaseDetailView):
    """A paper of a thing as it would be printed now, marked as a draft; `?as=word` gives it as a Word file. A view
    gives `paper_of(thing)`: the kind and its data. Where it cannot be made, the reader comes back to the thing."""

    def get(self, request, *args, **kwargs):
        thing = self.get_object()
        try:
            if request.GET.get("as") == "word":
                return self.as_word(thing)
            content = draft_pdf(self.paper_of(thing))
        except CannotRender as reason:
            words = _("The preview cannot be made now; nothing is lost. Please tell whoever runs this system.")
            return back_to(thing, request, reason, words)
        return HttpResponse(content, content_type="application/pdf")

    def as_word(self, thing):
        kind, data = self.paper_of(thing)
        content = render_word(kind, frozen(data), number=None, issued_on=None, draft=True)
        return word_answer(content, f"{document_kinds()[kind].title}.docx")

    def paper_of(self, thing) -> tuple[str, dict]:
        raise NotImplementedError
