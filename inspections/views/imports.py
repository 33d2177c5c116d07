from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views import View

from accounts.permissions import Permission
from core.refusals import Refusal
from core.views.base import AccessMixin
from core.views.verbs import VerbView
from inspections.actions import imports
from inspections.due_notes import due_notes_of_rows
from inspections.importing import template_workbook
from inspections.models import ImportDraft
from inspections.models.finding import FindingKind, Handling
from inspections.presenters.findings import findings_crumb
from inspections.presenters.rounds import round_crumbs
from planning.models import Ruleset

ROWS_SHOWN = 200


class UploadListView(VerbView):
    """Step 1: the file is kept, nothing is a finding yet."""

    template_name = "inspections/import/upload.html"
    title = gettext_lazy("Import a list of findings")
    submit_label = gettext_lazy("Upload and check")

    def facts(self, form):
        """The file was read when the form was looked at, where nothing waits for a lock."""
        asked = form.cleaned_data
        return {
            "data": form.data_read, "name": asked["upload"].name, "book": form.book, "found_on": asked["found_on"],
        }  # fmt: skip

    @property
    def cancel_url(self):
        return reverse("inspections:finding-list", args=[self.thing.pk])

    def crumbs(self):
        return [*round_crumbs(self.thing), findings_crumb(self.thing)]


class TakeInView(VerbView):
    """Step 2: what the file says, row by row; confirming takes it in, all or nothing. Only who uploaded it sees it."""

    template_name = "inspections/import/preview.html"

    @cached_property
    def thing(self):
        own = ImportDraft.objects.visible_to(self.request.user)
        return get_object_or_404(
            own.select_related("round__subdistrict", "round__ruleset", "blob"), pk=self.kwargs["pk"]
        )

    def get_success_url(self):
        return (self.result.batch or self.thing).get_absolute_url()

    @property
    def success_message(self):
        if self.result.batch is None:
            return ""
        return gettext_lazy("%(count)s findings are imported as drafts.") % {"count": self.result.created}

    def crumbs(self):
        return [*round_crumbs(self.thing.round), findings_crumb(self.thing.round)]

    def dated(self, row):
        """The row with the day it was found on, where it names none of its own."""
        return replace(row, found_on=row.found_on or self.thing.found_on)

    def get_context_data(self, **kwargs):
        refusal, result, rows = "", None, ()
        try:
            result = imports.take_in(import_list=self.thing, by=self.request.user, at=self.now, dry_run=True)
            rows = result.found
        except Refusal as why:
            refusal = why.reason
        kinds, handlings = dict(FindingKind.choices), dict(Handling.choices)
        return super().get_context_data(
            result=result,
            refusal=refusal,
            due_notes=due_notes_of_rows([self.dated(row) for row in rows], self.thing.round.ruleset),
            rows=[
                {
                    "read": row,
                    "found_on": self.dated(row).found_on,
                    "kind": kinds.get(row.kind, ""),
                    "handling": handlings.get(row.handling, ""),
                }
                for row in rows[:ROWS_SHOWN]
            ],
            upload_url=reverse("inspections:import-list-upload", args=[self.thing.round_id]),
            **kwargs,
        )


class ImportTemplateView(AccessMixin, View):
    """The workbook to fill in."""

    rule = Permission.FINDING_RECORD

    def get(self, request):
        ruleset = Ruleset.objects.in_force_on(self.today).first()
        workbook = template_workbook(topic_numbers=ruleset.topic_numbers if ruleset else [])
        response = HttpResponse(workbook, content_type=imports.XLSX)
        response.headers["Content-Disposition"] = 'attachment; filename="findings-template.xlsx"'
        return response
