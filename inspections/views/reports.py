from django.http import HttpResponseRedirect
from django.utils.functional import cached_property

from accounts.permissions import Permission
from core.buttons import may_do, verb_button
from core.frozen_data import frozen
from core.verbs import noun_of
from core.views.base import ThingDetailView
from core.views.verbs import VerbView
from inspections.models import InspectionReport, SubdistrictRound
from inspections.papers.report import lines_of, snapshot_of
from inspections.policies import DRAFTABLE, FROZEN, report_of
from inspections.presenters.coverage import topic_cells
from inspections.presenters.issued_table import issued_table, photos_line
from inspections.presenters.reports import count_facts, papers_of, parts_of, report_due, step_of, step_to_report
from inspections.presenters.rounds import missing_for_report, round_crumbs
from inspections.queries.coverage import coverage_of, methods_used
from records.presenters.decisions import decision_words
from records.views.previews import PaperPreviewView

# Items shown at once; more are folded, so that the decision is not far below or above them.
ISSUED_SHOWN = 50


class RoundReportView(ThingDetailView):
    """The way to the report of a round: the report itself once it is begun, else what it will stand on."""

    rule = Permission.REPORT_VIEW
    model = SubdistrictRound
    template_name = "inspections/report/none.html"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if report := report_of(self.object):
            return HttpResponseRedirect(report.get_absolute_url())
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            crumbs=round_crumbs(self.object),
            actions=self.actions(),
            next_step=step_to_report(self.object, self.request.user, self.today),
            events=[],
            **kwargs,
        )

    def actions(self) -> list:
        """It may be begun here while the team is still on site; the round's page then offers other things."""
        noun, round_ = noun_of(InspectionReport), self.object
        draft = noun.verb("draft")
        if round_.status not in DRAFTABLE or not may_do(noun, draft, round_, access=self.access):
            return []
        return [verb_button(noun, draft, round_, user=self.request.user, today=self.today)]


class ReportDetailView(ThingDetailView):
    rule = Permission.REPORT_VIEW
    model = InspectionReport
    template_name = "inspections/report/detail.html"

    def get_context_data(self, **kwargs):
        report, user = self.object, self.request.user
        is_frozen = report.status in FROZEN
        snapshot = report.snapshot if is_frozen else snapshot_of(report, on=self.today)
        return super().get_context_data(
            next_step=step_of(report, user, self.today),
            parts=parts_of(report, snapshot["report"]["findings"]),
            generated=[line for line in snapshot["report"]["overview"] if line not in lines_of(report.overview)],
            is_frozen=is_frozen,
            decided=decision_words(report.decision),
            counts=count_facts(snapshot["counts"]),
            coverage=topic_cells(report.round),
            methods=methods_used(report.round),
            issued=issued_table(snapshot["issued"], self.today, is_frozen=is_frozen),
            photos=photos_line(snapshot["issued"]),
            issued_count=len(snapshot["issued"]),
            is_long=len(snapshot["issued"]) > ISSUED_SHOWN,
            papers=papers_of(report, user),
            **kwargs,
        )


class SubmitReportView(VerbView):
    """Below when it is due and what is missing; asks why it is late, or topics were left out, only where it is so."""

    template_name = "inspections/report/submit.html"

    @cached_property
    def due(self):
        return report_due(self.thing.round, self.request.user, self.today)

    def get_form_kwargs(self):
        due = self.due
        return super().get_form_kwargs() | {
            "is_late": bool(due and due.deadline.met_on is None and due.due_on < self.today),
            "open_topics": []
            if self.thing.uncovered_reason
            else [topic for topic in coverage_of(self.thing.round) if not topic.is_answered],
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            due=self.due, missing=missing_for_report(self.thing.round, self.thing), **kwargs
        )


class ReportPreviewView(PaperPreviewView):
    """The report, or the feedback that goes with it; after submission, as it is frozen."""

    rule = Permission.REPORT_VIEW
    model = InspectionReport

    def paper_of(self, thing):
        snapshot = thing.snapshot if thing.status in FROZEN else frozen(snapshot_of(thing, on=self.today))
        if self.request.GET.get("paper") == "feedback":
            return "feedback", snapshot["feedback"]
        return "inspection_report", snapshot["report"]
