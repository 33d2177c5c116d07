from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.detail import BaseDetailView

from accounts.permissions import Permission
from core.buttons import button
from core.presenters import timeline
from core.transitions import may_move
from core.views.base import ScopedListView, ThingDetailView, ThingMixin
from planning.actions import plans
from planning.filters import PlanFilter
from planning.forms.common import ReasonForm
from planning.forms.plans import CloseYearForm, PlanDraftForm, PlanTextsForm, ReviseForm
from planning.models import AnnualPlan, Ruleset
from planning.models.plan import RUNNING, PlanStatus
from planning.papers.annual_plan import plan_data
from planning.presenters import plans as shown
from planning.problems import warnings
from planning.queries.coverage import capacity_of, coverage_of
from planning.queries.plans import entries_of, problems_of
from planning.views.common import DayView, DecisionView, VerbView
from planning.year_closing import last_day_of, year_gaps
from records.actions.preview import draft_pdf
from records.models import IssuedDocument
from records.rendering.errors import CannotRender


class PlanListView(ScopedListView):
    model = AnnualPlan
    rule = Permission.PLAN_VIEW
    filterset_class = PlanFilter
    template_name = "planning/plan/list.html"

    def get_base_queryset(self):
        return (
            super()
            .get_base_queryset()
            .annotate(
                entry_count=Count("entries", distinct=True),
                subdistrict_count=Count("entries__subdistrict", distinct=True),
                extract_count=Count("extracts", distinct=True),
                receipt_count=Count("extracts", filter=Q(extracts__received_on__isnull=False), distinct=True),
            )
            .order_by("-year", "-edition")
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        actions = []
        if self.may(Permission.PLAN_DRAFT):
            actions = [
                button(_("Draft a plan"), "planning:plan-draft", kind="primary", icon="plus-lg"),
                button(_("Add a round outside the plan"), "planning:entry-ad-hoc", icon="calendar-plus"),
            ]
        ruleset = Ruleset.objects.in_force_on(self.today).first()
        rows = [shown.list_row(plan) for plan in context["object_list"]]
        return context | {"rows": rows, "actions": actions, "ruleset": ruleset}


class PlanDetailView(ThingDetailView):
    model = AnnualPlan
    rule = Permission.PLAN_VIEW
    template_name = "planning/plan/detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("ruleset", "proposed_by", "decided_by", "paper_scan")

    def get_context_data(self, **kwargs):
        plan = self.object
        is_running = plan.status in RUNNING
        problems = problems_of(plan) if is_running else []
        rows = coverage_of(plan)
        capacity = capacity_of(plan, rows, self.today)
        extracts = list(plan.extracts.select_related("unit", "received_by").order_by("unit__org_code"))
        unreceived = [extract.unit.short_name for extract in extracts if extract.received_on is None]
        is_over = plan.status == PlanStatus.APPROVED and plan.published_on and self.today >= last_day_of(plan)
        gaps = year_gaps(plan, self.today) if is_over else None
        return super().get_context_data(
            crumbs=[{"label": _("Annual plans"), "url": reverse("planning:plan-list")}],
            badge=shown.badge(plan),
            stages=shown.stages(plan),
            next_step=shown.next_step(plan, problems, unreceived, gaps),
            actions=shown.actions(plan, problems, access=self.access, is_over=is_over),
            warnings=warnings(problems),
            facts=shown.facts(plan),
            methods=plan.methods,
            entries=shown.entry_rows(plan, entries_of(plan)),
            may_edit=may_move(plan, "edit", access=self.access),
            may_assign=may_move(plan, "assign_team", access=self.access),
            # What nobody will carry out covers nothing.
            coverage=shown.coverage_rows(rows) if plan.status != PlanStatus.DISCARDED else [],
            returned_with=plan.decision_note if plan.status == PlanStatus.DRAFT else "",
            too_late=capacity if is_running and not capacity.is_enough else None,
            extracts=extracts,
            document=IssuedDocument.objects.visible_to(self.request.user).filter(subject_id=str(plan.pk)).first(),
            editions=AnnualPlan.objects.visible_to(self.request.user)
            .standing()
            .filter(year=plan.year)
            .exclude(pk=plan.pk),
            events=timeline([plan, *plan.entries.all()], self.request.user),
            **kwargs,
        )


class PlanPreviewView(ThingMixin, BaseDetailView):
    """The plan as it would be printed now, marked as a draft; the numbered document stands with the documents."""

    model = AnnualPlan
    rule = Permission.PLAN_VIEW

    def get(self, request, *args, **kwargs):
        plan = self.get_object()
        try:
            content = draft_pdf("annual_plan", plan_data(plan, by=plan.proposed_by or request.user))
        except CannotRender as reason:
            return HttpResponse(str(reason), status=503, content_type="text/plain; charset=utf-8")
        return HttpResponse(content, content_type="application/pdf")


class PlanDraftView(VerbView):
    action = staticmethod(plans.draft)
    rule = Permission.PLAN_DRAFT
    template_name = "planning/plan/form.html"
    form_class = PlanDraftForm
    title = gettext_lazy("Draft a plan")
    submit_label = gettext_lazy("Save draft")
    success_message = gettext_lazy("The draft is saved. Add the subdistricts with their dates next.")
    clause = "三(三)1"

    @property
    def cancel_url(self):
        return reverse("planning:plan-list")

    def get_form_kwargs(self):
        ruleset = Ruleset.objects.in_force_on(self.today).first() or Ruleset()
        return super().get_form_kwargs() | {"ruleset": ruleset}

    def get_initial(self):
        years = AnnualPlan.objects.standing().values_list("year", flat=True)
        year = self.today.year + 1 if self.today.year in years else self.today.year
        return {"year": year, "title": f"{year}年度安全生产巡查工作方案"}


class PlanEditView(VerbView):
    model = AnnualPlan
    action = staticmethod(plans.edit)
    argument = "plan"
    rule = Permission.PLAN_DRAFT
    template_name = "planning/plan/form.html"
    form_class = PlanTextsForm
    title = gettext_lazy("Edit the texts of the plan")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("The plan is saved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ruleset": self.thing.ruleset}

    def get_initial(self):
        return {name: getattr(self.thing, name) for name in ("title", "version", *plans.TEXTS)}


class PlanSubmitView(DayView):
    model = AnnualPlan
    action = staticmethod(plans.submit)
    argument = "plan"
    rule = Permission.PLAN_DRAFT
    title = gettext_lazy("Submit the plan to the committee")
    submit_label = gettext_lazy("Submit")
    explanation = gettext_lazy("The plan is locked until the committee has decided.")
    clause = "三(三)1"
    success_message = gettext_lazy("The plan is submitted; the committee has been told.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(points=[one.words for one in warnings(problems_of(self.thing))], **kwargs)


class PlanApproveView(DecisionView):
    model = AnnualPlan
    action = staticmethod(plans.approve)
    argument = "plan"
    rule = Permission.PLAN_DECIDE
    title = gettext_lazy("Approve the plan")
    submit_label = gettext_lazy("Approve")
    explanation = gettext_lazy("An approved plan is locked; a change is a new edition with its reason.")
    clause = "二(一)"
    success_message = gettext_lazy("The plan is approved.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(points=[one.words for one in warnings(problems_of(self.thing))], **kwargs)


class PlanReturnView(DecisionView):
    model = AnnualPlan
    action = staticmethod(plans.return_)
    argument = "plan"
    rule = Permission.PLAN_DECIDE
    needs_note = True
    title = gettext_lazy("Return the plan")
    submit_label = gettext_lazy("Return")
    tone = "danger"
    explanation = gettext_lazy("The office mends the plan and submits it again.")
    success_message = gettext_lazy("The plan is returned to the office.")


class PlanPublishView(DayView):
    model = AnnualPlan
    action = staticmethod(plans.publish)
    argument = "plan"
    rule = Permission.PLAN_PUBLISH
    title = gettext_lazy("Publish the plan")
    submit_label = gettext_lazy("Publish")
    explanation = gettext_lazy(
        "The plan gets its document number, and each subdistrict its own extract to confirm. This cannot be undone."
    )
    clause = "三(三)1"
    success_message = gettext_lazy("The plan is published; the subdistricts have been told.")


class PlanReviseView(DayView):
    model = AnnualPlan
    action = staticmethod(plans.revise)
    argument = "plan"
    rule = Permission.PLAN_DRAFT
    form_class = ReviseForm
    title = gettext_lazy("Revise the plan")
    submit_label = gettext_lazy("Begin a new edition")
    explanation = gettext_lazy(
        "A new edition begins as a copy with all entries. The present one rules until the committee approves it."
    )
    success_message = gettext_lazy("A new edition is drafted. Change it, then submit it to the committee.")


class PlanDiscardView(DayView):
    model = AnnualPlan
    action = staticmethod(plans.discard)
    argument = "plan"
    rule = Permission.PLAN_DRAFT
    form_class = ReasonForm
    title = gettext_lazy("Discard the draft")
    submit_label = gettext_lazy("Discard the draft")
    tone = "danger"
    explanation = gettext_lazy(
        "The draft and its entries count nowhere any more; it stays readable with the reason, and a new one may begin."
    )
    success_message = gettext_lazy("The draft is discarded.")


class PlanCloseYearView(DayView):
    model = AnnualPlan
    action = staticmethod(plans.close_year)
    argument = "plan"
    rule = Permission.PLAN_PUBLISH
    form_class = CloseYearForm
    title = gettext_lazy("Close the year")
    submit_label = gettext_lazy("Close the year")
    explanation = gettext_lazy(
        "The plan is closed for good; rounds that still run go on. What is left open stands with its reason."
    )
    clause = "一(二)1"
    success_message = gettext_lazy("The year is closed.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"gaps": year_gaps(self.thing, self.today)}
