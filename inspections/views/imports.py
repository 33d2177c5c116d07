from http import HTTPStatus

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from accounts.permissions import Permission
from core.links import target_of
from core.refusals import IllegalMove, Refusal
from core.views.base import ThingMixin
from core.views.verbs import VerbView
from inspections.actions import imports
from inspections.importing import Mapping, template_workbook
from inspections.importing import of_plain as book_of
from inspections.long_imports import DIRECT_ROWS, KIND, facts_of, rows_of
from inspections.models import ImportDraft, SubdistrictRound
from inspections.presenters.findings import findings_crumb
from inspections.presenters.import_mapping import mapping_part, told_of
from inspections.presenters.import_preview import fails_throughout, preview_of
from inspections.presenters.rounds import round_crumbs
from records.actions import jobs
from records.models import Job


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


class _ListView(VerbView):
    """The page of an uploaded list, on which it is mapped and taken in. Only who uploaded it sees it."""

    template_name = "inspections/import/preview.html"
    is_mapped = False

    @cached_property
    def thing(self):
        own = ImportDraft.objects.visible_to(self.request.user)
        read_along = ("round__subdistrict", "round__ruleset", "blob", "mapped_by__unit")
        return get_object_or_404(own.select_related(*read_along), pk=self.kwargs["pk"])

    def crumbs(self):
        return [*round_crumbs(self.thing.round), findings_crumb(self.thing.round)]

    def read(self):
        """What the list says, or why it cannot be taken in at all."""
        try:
            return imports.take_in(import_list=self.thing, by=self.request.user, at=self.now, dry_run=True), ""
        except Refusal as why:
            return None, why.reason

    def get_context_data(self, *, form=None, **kwargs):
        draft, form = self.thing, form or self.get_form()
        result, refusal = self.read()
        mapping = form.typed if self.is_mapped and form.is_bound else Mapping.of_plain(draft.mapping)
        part = mapping_part(book_of(draft.table), mapping, asked=self.request.GET, today=self.today)
        sent = form.data if form.is_bound and not self.is_mapped else QueryDict()
        wanted = frozenset(sent.getlist("known"))
        is_asked = self.is_mapped or "sheet" in self.request.GET or bool(part.needs)
        return super().get_context_data(
            form=form,
            refusal=refusal,
            wants_all=bool(sent.get("all_known")),
            result=result,
            preview=preview_of(result, draft, self.today, wanted=wanted, answered=sent) if result else None,
            mapping=part,
            told=told_of(Mapping.of_plain(draft.mapping)),
            is_open=is_asked or bool(result and fails_throughout(result)),
            map_url=reverse("inspections:import-list-map", args=[draft.pk]),
            take_in_url=draft.get_absolute_url(),
            upload_url=reverse("inspections:import-list-upload", args=[draft.round_id]),
            **kwargs,
        )


class MapListView(_ListView):
    """Says which column is what; nothing is imported by it. GET is the page with the question open."""

    is_mapped = True


class TakeInView(_ListView):
    """Confirming takes the list in, all or nothing."""

    def call(self, form):
        """A long list is taken in by a background job; its page shows how far it is. What is wrong with it by now, or
        not answered, is said here at once, beside what was typed."""
        if rows_of(self.thing) <= DIRECT_ROWS:
            return super().call(form)
        asked = form.cleaned_data
        looked = imports.take_in(import_list=self.thing, by=self.request.user, at=self.now, dry_run=True, **asked)
        if looked.errors or not looked.found:
            return looked
        facts = facts_of(self.thing, **asked)
        about = {"title": self.thing.name, "total": rows_of(self.thing), "about": target_of(self.thing)}
        return jobs.ask(kind=KIND, facts=facts, by=self.request.user, at=self.now, **about)

    def form_valid(self, form):
        answer = super().form_valid(form)
        result = getattr(self, "result", None)
        if isinstance(result, Job):
            return answer
        if answer.status_code == HTTPStatus.FOUND and result.batch is None:
            return self.refuse(form, IllegalMove(_why_nothing(result, form.cleaned_data["answers"])), status=409)
        return answer

    def get_success_url(self):
        if isinstance(self.result, Job):
            return self.result.get_absolute_url()
        return (self.result.batch or self.thing).get_absolute_url()

    @property
    def success_message(self):
        if isinstance(self.result, Job) or self.result.batch is None:
            return ""
        return gettext_lazy("%(count)s findings are imported as drafts.") % {"count": self.result.created}


def _why_nothing(result, answers) -> str:
    if any(not one.understands(answers.get(one.key, "")) for one in result.questions):
        return _("Say of each odd day what is meant; nothing was imported.")
    if result.errors:
        return _("The list has errors by now and nothing was imported. They are named below.")
    return _("Everything in this list is recorded already. Choose the rows to be imported all the same.")


class ImportTemplateView(ThingMixin, View):
    """The workbook to fill in, with the topics of the round's own edition of the rules."""

    rule = Permission.FINDING_RECORD
    model = SubdistrictRound

    def get(self, request, *, pk):
        workbook = template_workbook(topic_numbers=self.get_object().ruleset.topic_numbers)
        response = HttpResponse(workbook, content_type=imports.XLSX)
        response.headers["Content-Disposition"] = 'attachment; filename="findings-template.xlsx"'
        return response
