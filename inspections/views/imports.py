from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views import View

from accounts.permissions import Permission
from core.forms import VersionedForm
from core.refusals import Refusal
from core.views.base import AccessMixin
from core.views.verbs import ActionView
from inspections.actions import imports
from inspections.due_notes import due_notes_of_rows
from inspections.forms.imports import UploadListForm
from inspections.importing import template_workbook
from inspections.models import ImportDraft, SubdistrictRound
from inspections.models.finding import FindingKind, Handling
from inspections.presenters.findings import findings_crumb
from inspections.presenters.rounds import round_crumbs
from planning.models import Ruleset

ROWS_SHOWN = 200


class ImportUploadView(ActionView):
    """Step 1: the file is kept, nothing is a finding yet."""

    rule = Permission.FINDING_RECORD
    model = SubdistrictRound
    argument = "round"
    form_class = UploadListForm
    template_name = "inspections/import/upload.html"
    title = gettext_lazy("Import a list of findings")
    submit_label = gettext_lazy("Upload and check")

    def get_initial(self):
        return {"found_on": self.thing.last_day_on_site(self.today)}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "first_on": self.thing.entered_on, "last_on": self.thing.last_day_on_site(self.today),
        }  # fmt: skip

    def act(self, form):
        return imports.keep_draft(
            round=self.thing, data=form.data_read, name=form.cleaned_data["upload"].name, table=form.table,
            found_on=form.cleaned_data["found_on"], by=self.request.user, at=self.now,
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            crumbs=[*round_crumbs(self.thing), findings_crumb(self.thing)],
            cancel_url=reverse("inspections:finding-list", args=[self.thing.pk]),
            **kwargs,
        )


class ImportPreviewView(ActionView):
    """Step 2: what the file says, row by row; confirming takes it in, all or nothing."""

    rule = Permission.FINDING_RECORD
    model = ImportDraft
    form_class = VersionedForm
    template_name = "inspections/import/preview.html"
    submit_label = gettext_lazy("Import all")

    @cached_property
    def thing(self):
        own = ImportDraft.objects.visible_to(self.request.user).filter(uploaded_by=self.request.user)
        return get_object_or_404(
            own.select_related("round__subdistrict", "round__ruleset", "blob"), pk=self.kwargs["pk"]
        )

    def act(self, form):
        result = imports.import_draft(draft=self.thing, by=self.request.user, at=self.now)
        self.done = result
        return result.batch or self.thing

    def get_success_url(self):
        return self.result.get_absolute_url()

    @property
    def success_message(self):
        return (
            gettext_lazy("%(count)s findings are imported as drafts.") % {"count": self.done.created}
            if self.done.batch
            else ""
        )

    def dated(self, row):
        """The row with the day it was found on, where it names none of its own."""
        return replace(row, found_on=row.found_on or self.thing.found_on)

    def get_context_data(self, **kwargs):
        refusal, result, rows = "", None, ()
        try:
            result = imports.import_draft(draft=self.thing, by=self.request.user, at=self.now, dry_run=True)
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
            crumbs=[*round_crumbs(self.thing.round), findings_crumb(self.thing.round)],
            upload_url=reverse("inspections:import-upload", args=[self.thing.round_id]),
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
