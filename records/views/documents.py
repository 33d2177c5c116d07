from urllib.parse import urlsplit

from django.http import Http404
from django.urls import resolve
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.detail import BaseDetailView

from accounts.permissions import Permission
from core.actions.events import record_event
from core.links import Target, things_of
from core.lists import DescribedListView
from core.rules import rule_of
from core.tables import Column
from core.views.base import ThingDetailView, ThingMixin
from records.check_codes import in_groups
from records.filters import DocumentFilter
from records.kinds import document_kind_label
from records.models import IssuedDocument
from records.models.document import DocumentStatus
from records.presenters.documents import facts_of, is_edited, is_stuck, state_of
from records.queries.listed import documents_listed
from records.rendering.errors import CannotRender
from records.rendering.word import render_word
from records.views.files import FileView, word_answer
from records.views.unmade import back_to


class DocumentListView(DescribedListView):
    model = IssuedDocument
    rule = Permission.DOCUMENT_VIEW
    filterset_class = DocumentFilter
    heading = _("Documents")
    columns = (
        Column(_("Title"), lambda one, today: one.title, is_link=True),
        Column(_("Document number"), lambda one, today: one.full_number, "tight"),
        Column(_("Kind"), lambda one, today: document_kind_label(one.kind), "tight", is_desk_only=True),
        Column(_("Addressee"), lambda one, today: one.addressee.short_name if one.addressee else None),
        Column(_("Date of the document"), lambda one, today: one.issued_on, "date", is_desk_only=True),
        Column(_("Received on"), lambda one, today: one.received_on, "date", is_desk_only=True),
        Column(_("State"), lambda one, today: state_of(one), "tight"),
    )
    page_rows = staticmethod(documents_listed)


class DocumentDetailView(ThingDetailView):
    model = IssuedDocument
    rule = Permission.DOCUMENT_VIEW
    template_name = "records/document/detail.html"

    def subject(self):
        """What the paper is about, where this person may open its page; a copy may go to who reads nothing else."""
        target = Target(self.object.subject_kind, self.object.subject_id)
        thing = things_of([target], self.request.user).get(target)
        if thing is None:
            return None
        rule = rule_of(resolve(urlsplit(thing.get_absolute_url()).path).func)
        return thing if rule and self.may(rule, thing) else None

    def get_context_data(self, **kwargs):
        document = self.object
        return super().get_context_data(
            badge=state_of(document),
            facts=facts_of(document, self.subject()),
            is_waiting=document.status == DocumentStatus.NUMBERED,
            is_stuck=is_stuck(document),
            is_edited=is_edited(document),
            check_code=in_groups(document.code),
            **kwargs,
        )


class DocumentWordView(ThingMixin, BaseDetailView):
    """The same paper as a Word file to go on writing in, made when somebody asks; 404 until the paper is issued."""

    model = IssuedDocument
    rule = Permission.DOCUMENT_VIEW

    def get(self, request, *args, **kwargs):
        document = self.get_object()
        if document.status != DocumentStatus.ISSUED:
            raise Http404
        try:
            content = render_word(
                document.kind, document.data, number=document.full_number, issued_on=document.issued_on, draft=False
            )
        except CannotRender as reason:
            words = gettext(
                "The Word file cannot be made now; nothing is lost. Try again later, or tell whoever runs this system."
            )
            return back_to(document, request, reason, words)
        record_event("document.word", target=document, by=request.user, on=None, at=self.now)
        return word_answer(content, file_name(document, "docx"))


class DocumentDownloadView(FileView):
    """The PDF in the browser's viewer; 404 until it is issued."""

    model = IssuedDocument
    rule = Permission.DOCUMENT_VIEW

    def get(self, request, *args, **kwargs):
        document = self.get_object()
        if document.pdf is None:
            raise Http404
        return self.give(
            document,
            "pdf",
            name=file_name(document, "pdf"),
            content_type="application/pdf",
            inline=True,
            verb="document.download",
        )


def file_name(document: IssuedDocument, ending: str) -> str:
    return f"{document.full_number} {document.title}.{ending}".replace("/", "_")
