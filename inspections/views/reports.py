from django.http import HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.detail import BaseDetailView

from accounts.permissions import Permission
from core.buttons import button
from core.forms import VersionedForm
from core.frozen_data import frozen
from core.presenters import timeline
from core.views.base import ThingDetailView, ThingMixin
from core.views.verbs import ActionView
from deadlines.models import Deadline
from deadlines.presenters import present
from inspections.actions import reports
from inspections.forms.reports import ReportForm, SubmitReportForm
from inspections.models import InspectionReport, SubdistrictRound
from inspections.papers.report import lines_of, snapshot_of
from inspections.policies import FROZEN, report_of
from inspections.presenters import badge, coverage, links_for, methods, missing_for_report, report_actions
from inspections.views.rounds import RoundActionView, round_crumbs
from records.actions.preview import draft_pdf
from records.forms import DecisionForm
from records.models import IssuedDocument
from records.rendering.errors import CannotRender
from records.rendering.kinds.common import totals_words

# Items shown at once; more are folded, so that the decision is not far below or above them.
ISSUED_SHOWN = 50


def report_due(round_, user, today):
    """The 15-day deadline of the round, running or met, as pages show it."""
    found = Deadline.objects.visible_to(user).live().of(round_).of_kind("report").order_by("-opened_at").first()
    return present(found, today)


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
        round_ = self.object
        may_draft = self.may(Permission.REPORT_DRAFT, round_) and round_.status in ("on_site", "ended")
        begin = button(_("Begin the report"), "inspections:report-draft", round_, kind="primary", icon="pencil-square")
        return super().get_context_data(
            crumbs=round_crumbs(round_),
            actions=[begin] if may_draft else [],
            next_step={
                "what": _("Draft and submit the inspection report"),
                "who": _("Team leader"),
                "deadline": report_due(round_, self.request.user, self.today),
                "missing": missing_for_report(round_, None),
                "clause": "三(三)3",
            },
            events=[],
            **kwargs,
        )


class ReportDraftView(RoundActionView):
    action = staticmethod(reports.draft)
    rule = Permission.REPORT_DRAFT
    form_class = VersionedForm
    title = submit_label = gettext_lazy("Begin the report")
    clause = "三(三)3"
    explanation = gettext_lazy(
        "What the data already say is filled in; dates, methods, figures and counts stay with the data."
    )
    success_message = gettext_lazy("The report is begun.")

    def facts(self, form):
        """Whoever begins it meets no stale copy: there is nothing yet."""
        return {"on": self.today}


class ReportDetailView(ThingDetailView):
    rule = Permission.REPORT_VIEW
    model = InspectionReport
    template_name = "inspections/report/detail.html"

    def get_queryset(self):
        related = ("round__subdistrict", "round__ruleset", "round__team", "submitted_by__unit", "decided_by__unit")
        return super().get_queryset().select_related(*related, "paper_scan")

    def get_context_data(self, **kwargs):
        report, user = self.object, self.request.user
        is_frozen = report.status in FROZEN
        snapshot = report.snapshot if is_frozen else snapshot_of(report)
        return super().get_context_data(
            badge=badge(report),
            crumbs=round_crumbs(report.round),
            actions=report_actions(report, user),
            next_step=self.step(report),
            sections=sections_of(report, snapshot["report"]["findings"]),
            generated=[line for line in snapshot["report"]["overview"] if line not in lines_of(report.overview)],
            is_frozen=is_frozen,
            counts=count_rows(snapshot["counts"]),
            coverage=coverage(report.round),
            methods=methods(report.round),
            issued=snapshot["issued"],
            is_long=len(snapshot["issued"]) > ISSUED_SHOWN,
            documents=IssuedDocument.objects.visible_to(user).of(report),
            events=timeline([report], user),
            **kwargs,
        )

    def step(self, report):
        # Once it was submitted the duty is met; beside what comes next its date would only mislead.
        due = report_due(report.round, self.request.user, self.today) if report.first_submitted_on is None else None
        step = {
            "drafting": (_("Submit the report"), _("Team leader"), "三(三)3"),
            "returned": (_("Change the report as listed and submit it again"), _("Team leader"), "三(三)3"),
            "submitted": (_("Approve or return the report"), _("Safety committee"), "三(三)4"),
            # What follows is the round's: its page knows the feedback and the rectification, this room does not.
            "approved": (_("Approved; the round's page shows what comes next"), "", "三(三)4"),
        }[report.status]
        return {
            "what": step[0],
            "who": step[1],
            "deadline": due,
            "signal": due.signal if due else "",
            "clause": step[2],
            "missing": links_for(self.request.user, report.round, missing_for_report(report.round, report)),
        }


def sections_of(report, lines) -> list[dict]:
    """The parts of the paper in their order; the third is made from the findings (`lines`), the others are written."""

    def written(*names):
        label = InspectionReport._meta.get_field
        return [{"label": label(name).verbose_name, "text": getattr(report, name)} for name in names]

    found = {"label": _("3. Problems found"), "text": f"本次巡查{totals_words(lines)}"}
    before, after = ("assessment", "overview", "achievements"), ("handling_proposals", "suggestions", "feedback_text")
    sections = [*written(*before), found, *written(*after)]
    if not sections[-1]["text"]:
        sections[-1]["empty"] = _("Empty: it is made from the findings.")
    return sections


def count_rows(counts) -> list[dict]:
    labels = {
        "total": _("Problems and hazards"),
        "problem": _("Management shortcomings"),
        "general_hazard": _("Ordinary hazards"),
        "major_hazard": _("Major accident hazards"),
        "violation": _("Violations"),
        "suggestion": _("Suggestions"),
        "withdrawn": _("Withdrawn"),
    }
    return [{"label": label, "value": counts[key]} for key, label in labels.items()]


class ReportActionView(ActionView):
    model = InspectionReport
    argument = "report"

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=round_crumbs(self.thing.round), **kwargs)

    def facts(self, form):
        return {"on": self.today} | super().facts(form)


class ReportEditView(ReportActionView):
    action = staticmethod(reports.edit)
    rule = Permission.REPORT_DRAFT
    form_class = ReportForm
    title = gettext_lazy("Edit the report")
    submit_label = gettext_lazy("Store")
    success_message = gettext_lazy("The report is stored.")

    def get_initial(self):
        return super().get_initial() | {name: getattr(self.thing, name) for name in reports.TEXTS}


class ReportSubmitView(ReportActionView):
    action = staticmethod(reports.submit)
    rule = Permission.REPORT_SUBMIT
    form_class = SubmitReportForm
    template_name = "inspections/report/submit.html"
    title = submit_label = gettext_lazy("Submit the report to the committee")
    clause = "三(三)3"
    explanation = gettext_lazy("The report, the feedback text and the numbered list are frozen as they are now.")
    success_message = gettext_lazy("The report is submitted; the committee decides.")

    @cached_property
    def due(self):
        return report_due(self.thing.round, self.request.user, self.today)

    def get_form_kwargs(self):
        due = self.due
        return super().get_form_kwargs() | {
            "is_late": bool(due and due.deadline.met_on is None and due.due_on < self.today),
            "open_topics": []
            if self.thing.uncovered_reason
            else [topic for topic in coverage(self.thing.round) if not topic.is_answered],
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            due=self.due, missing=missing_for_report(self.thing.round, self.thing), **kwargs
        )


class ReportDecisionView(ReportActionView):
    rule = Permission.REPORT_DECIDE
    form_class = DecisionForm
    clause = "三(三)4"


class ReportApproveView(ReportDecisionView):
    action = staticmethod(reports.approve)
    title = submit_label = gettext_lazy("Approve the report")
    explanation = gettext_lazy("The report gets its number; after that the feedback may be issued.")
    success_message = gettext_lazy("The report is approved.")


class ReportReturnView(ReportDecisionView):
    action = staticmethod(reports.return_)
    title = submit_label = gettext_lazy("Return the report")
    tone = "danger"
    explanation = gettext_lazy("List what is to be changed; the leader submits the report again.")
    success_message = gettext_lazy("The report is returned to the team.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"needs_note": True}


class ReportPreviewView(ThingMixin, BaseDetailView):
    """The paper as it would be printed now, marked as a draft; after submission, as it is frozen."""

    rule = Permission.REPORT_VIEW
    model = InspectionReport

    def get(self, request, *args, **kwargs):
        report = self.get_object()
        snapshot = report.snapshot if report.status in FROZEN else frozen(snapshot_of(report))
        kind = "feedback" if request.GET.get("paper") == "feedback" else "inspection_report"
        try:
            content = draft_pdf(kind, snapshot["feedback" if kind == "feedback" else "report"])
        except CannotRender as reason:
            return HttpResponse(str(reason), status=503, content_type="text/plain; charset=utf-8")
        return HttpResponse(content, content_type="application/pdf")
