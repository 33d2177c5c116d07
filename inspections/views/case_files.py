from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.lists import DescribedListView
from core.tables import Column
from core.views.base import ThingDetailView
from inspections.case_file_filter import CaseFileFilter
from inspections.models import CaseFile
from inspections.presenters import case_files as presenter
from inspections.queries.case_files import with_all
from records.views.files import FileView

ROUND = Column(_("Round"), lambda one, today: str(one.round), is_title=True)


class CaseFileListView(DescribedListView):
    rule = Permission.CASE_FILE_VIEW
    model = CaseFile
    filterset_class = CaseFileFilter
    columns = (
        presenter.VOLUME, ROUND, presenter.RETENTION, presenter.PAGES, presenter.MADE, presenter.HANDED_OVER,
        presenter.RECEIVED, presenter.STATE,
    )  # fmt: skip
    heading = _("Case files")
    lead = _("Closed rounds as one ZIP and one PDF/A, kept with their hashes and handed over to the archive.")
    lead_clause = "四(二)二"
    nothing = _("No case file is made yet")
    why = _("Once a round is closed, its case file is made from its page.")
    icon_name = "archive"
    export_verb = "case_file.export"

    def get_base_queryset(self):
        return with_all(super().get_base_queryset()).order_by("-made_at", "id")


class CaseFileDetailView(ThingDetailView):
    rule = Permission.CASE_FILE_VIEW
    model = CaseFile
    template_name = "inspections/case_file/detail.html"

    def get_context_data(self, **kwargs):
        one = self.object
        return super().get_context_data(
            fact_title=_("Case file"),
            facts=presenter.facts_of(one),
            package=presenter.file_name(one, "zip"),
            book=presenter.file_name(one, "pdf"),
            receipt=reverse("records:evidence-download", args=[one.receipt_id]) if one.receipt_id else "",
            **kwargs,
        )


class _CaseFileView(FileView):
    rule = Permission.CASE_FILE_VIEW
    model = CaseFile

    def get_queryset(self):
        return with_all(super().get_queryset())


class PackageView(_CaseFileView):
    def get(self, request, *args, **kwargs):
        one = self.get_object()
        name = presenter.file_name(one, "zip")
        return self.give(one, "package", name=name, content_type="application/zip", verb="case_file.take_package")


class BookView(_CaseFileView):
    """In the browser's viewer."""

    def get(self, request, *args, **kwargs):
        one = self.get_object()
        name = presenter.file_name(one, "pdf")
        return self.give(
            one, "book", name=name, content_type="application/pdf", inline=True, verb="case_file.take_book"
        )
