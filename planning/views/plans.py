from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.cells import Link
from core.lists import DescribedListView
from core.presenters import timeline
from core.queries.capped import CountedUpTo, capped_words
from core.tables import Column
from core.transitions import may_move
from core.views.base import ThingDetailView
from core.views.verbs import VerbView
from planning.filters import PlanFilter
from planning.models import AnnualPlan, PlanEntry, PlanExtract, Ruleset
from planning.models.plan import RUNNING, PlanStatus
from planning.papers.plan_data import plan_data
from planning.presenters import plan_tables as tables
from planning.presenters import plans as shown
from planning.problems import warnings
from planning.queries.coverage import capacity_of, coverage_of
from planning.queries.plans import entries_of, problems_told_of
from planning.year_closing import CHECKED, NOT_CHECKED, may_be_closed, year_gaps
from records.models import IssuedDocument
from records.views.previews import PaperPreviewView


def _receipts(row, today):
    plan = row.plan
    return f"{capped_words(plan.receipt_count)} / {capped_words(plan.extract_count)}" if plan.extract_count else None


class PlanListView(DescribedListView):
    model = AnnualPlan
    rule = Permission.PLAN_VIEW
    filterset_class = PlanFilter
    template_name = "planning/plan/list.html"
    heading = _("Annual plans")
    lead = _("Every subdistrict is inspected once a year; the office drafts, the committee approves.")
    lead_clause = "一(二)1"
    nothing = _("There is no plan yet")
    why = _(
        "The office drafts the plan of the year; it is then approved by the committee and published to the"
        " subdistricts."
    )
    icon_name = "calendar-range"
    columns = (
        Column(_("Plan"), lambda row, today: Link(row.plan.title, row.plan.get_absolute_url())),
        Column(_("Year"), lambda row, today: row.plan.year, "num", is_desk_only=True),
        Column(_("Edition"), lambda row, today: row.plan.edition, "num", is_desk_only=True),
        Column(_("Entries"), lambda row, today: capped_words(row.plan.entry_count), "num", is_desk_only=True),
        Column(
            _("Subdistricts"), lambda row, today: capped_words(row.plan.subdistrict_count), "num", is_desk_only=True
        ),
        Column(_("Approved on"), lambda row, today: row.approved_on, "date", is_named=True),
        Column(_("Receipts"), _receipts, "num", is_named=True),
        Column(_("State"), lambda row, today: row.badge, "tight"),
    )

    def get_base_queryset(self):
        entries = PlanEntry.objects.filter(plan=OuterRef("pk")).order_by()
        extracts = PlanExtract.objects.filter(plan=OuterRef("pk")).order_by().values("pk")
        return (
            super()
            .get_base_queryset()
            .select_related("decision")
            .annotate(
                entry_count=CountedUpTo(entries.values("pk")),
                subdistrict_count=CountedUpTo(entries.order_by("subdistrict_id").values("subdistrict_id").distinct()),
                extract_count=CountedUpTo(extracts),
                receipt_count=CountedUpTo(extracts.filter(received_on__isnull=False)),
            )
            .order_by("-year", "-edition")
        )

    def rows_of(self, things):
        return [shown.list_row(plan) for plan in things]

    def get_context_data(self, **kwargs):
        return super().get_context_data(ruleset=Ruleset.objects.in_force_on(self.today).first(), **kwargs)


class PlanDetailView(ThingDetailView):
    model = AnnualPlan
    rule = Permission.PLAN_VIEW
    template_name = "planning/plan/detail.html"

    def get_context_data(self, **kwargs):
        plan, user = self.object, self.request.user
        is_running = plan.status in RUNNING
        problems = problems_told_of(plan) if is_running else []
        rows = coverage_of(plan, user)
        capacity = capacity_of(plan, rows, self.today)
        entries = list(entries_of(plan))
        extracts = list(plan.extracts.select_related("unit", "received_by").order_by("unit__org_code"))
        unreceived = [extract.unit.short_name for extract in extracts if extract.received_on is None]
        gaps = year_gaps(plan, self.today) if may_be_closed(plan, self.today) else None
        editions = AnnualPlan.objects.visible_to(user).standing().filter(year=plan.year).exclude(pk=plan.pk)
        may_edit = may_move(plan, "edit", access=self.access)
        entry_rows = shown.entry_rows(plan, entries, user=user, today=self.today)
        # What nobody will carry out covers nothing.
        covered = shown.coverage_rows(rows) if plan.status != PlanStatus.DISCARDED else []
        return super().get_context_data(
            badge=shown.badge(plan),
            stages=shown.stages(plan),
            next_step=shown.next_step(plan, problems, unreceived, gaps),
            warnings=warnings(problems),
            facts=shown.facts(plan),
            methods=plan.methods,
            entries=tables.entries_table(entry_rows, self.today, may_edit=may_edit),
            may_edit=may_edit,
            coverage=tables.coverage_table(plan, covered, self.today, may_edit=may_edit),
            left_open=tables.left_open_table(plan, self.today),
            returned_with=plan.decision_note if plan.status == PlanStatus.DRAFT else "",
            too_late=capacity if is_running and not capacity.is_enough else None,
            extracts=tables.extracts_table(extracts, self.today),
            document=IssuedDocument.objects.visible_to(user).filter(subject_id=str(plan.pk)).first(),
            editions=editions,
            events=timeline([plan, *entries], user),
            **kwargs,
        )


class CloseYearView(VerbView):
    """Above the reasons all that is open: each with its page and who has to act (R84)."""

    template_name = "planning/plan/close_year.html"

    def get_context_data(self, **kwargs):
        gaps = year_gaps(self.thing, self.today)
        return super().get_context_data(gaps=gaps, checked=CHECKED, not_checked=NOT_CHECKED, **kwargs)


class PlanPreviewView(PaperPreviewView):
    """The numbered document stands with the documents."""

    model = AnnualPlan
    rule = Permission.PLAN_VIEW

    def paper_of(self, thing):
        return "annual_plan", plan_data(thing, by=thing.proposed_by or self.request.user)
