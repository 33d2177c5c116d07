from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.lists import DescribedListView
from core.presenters import badge_of
from core.tables import Column
from core.views.base import ThingDetailView
from inspections.models import SubdistrictRound
from rectification.filters.results import AssessmentFilter
from rectification.models import Assessment
from rectification.presenters import assessments as presenter
from rectification.queries.assessments import with_all
from rectification.score import plain, rate

COLUMNS = (
    Column(_("Subdistrict"), lambda one, today: one.unit.short_name, is_link=True),
    Column(_("Year"), lambda one, today: one.year, "num"),
    Column(_("Score"), lambda one, today: plain(one.score), "num", is_named=True),
    Column(
        _("Rectified and closed"), lambda one, today: rate(one.figures["closed"], one.figures["total"]), "num",
        is_named=True,
    ),
    Column(_("Days late"), lambda one, today: one.figures["late_days"], "num", is_desk_only=True),
    Column(_("Score sheet"), lambda one, today: one.sheet.full_number if one.sheet else None),
    Column(_("Locked on"), lambda one, today: one.locked_on, "date"),
    Column(_("State"), lambda one, today: badge_of(one), "tight"),
)  # fmt: skip
# What the file says besides: the figures, and how the score comes about.
FILE = (
    *COLUMNS[:3],
    Column(_("Items"), lambda one, today: one.figures["total"]),
    Column(_("Major hazards"), lambda one, today: one.figures["majors"]),
    Column(_("Closed items"), lambda one, today: one.figures["closed"]),
    *COLUMNS[3:5],
    Column(_("Times returned"), lambda one, today: one.figures["returns"]),
    Column(_("Chases"), lambda one, today: one.figures["chases"]),
    Column(_("Reckoning"), lambda one, today: presenter.sum_words(one), width=40),
    *COLUMNS[5:],
)


class AssessmentListView(DescribedListView):
    rule = Permission.ASSESSMENT_VIEW
    model = Assessment
    filterset_class = AssessmentFilter
    columns = COLUMNS
    export_columns = FILE
    heading = _("Assessments")
    lead = _("The result of inspection of each subdistrict and year in points, as it enters its assessment.")
    lead_clause = "三(三)6"
    nothing = _("Nothing is assessed yet")
    why = _("Once the committee has accepted a rectification, its subdistrict is assessed from the page of the round.")
    icon_name = "bar-chart"
    export_verb = "assessment.export"

    def get_base_queryset(self):
        return with_all(super().get_base_queryset()).order_by("-year", "unit", "id")

    def get_filter_arguments(self):
        return {"today": self.today, "is_inner": Permission.ASSESSMENT_VIEW in self.access.everywhere}


class AssessmentDetailView(ThingDetailView):
    """The score with each deduction and, under it, the formula (R70)."""

    rule = Permission.ASSESSMENT_VIEW
    model = Assessment
    template_name = "rectification/assessment/detail.html"

    def get_context_data(self, **kwargs):
        assessment = self.object
        is_inner = Permission.ASSESSMENT_VIEW in self.access.everywhere
        rounds = SubdistrictRound.objects.filter(pk__in=assessment.rounds).select_related(
            "entry__cycle", "subdistrict"
        )
        return super().get_context_data(
            stages=presenter.stages_of(assessment),
            next_step=presenter.step_of(assessment, self.today),
            facts=presenter.facts_of(assessment, is_inner=is_inner),
            lines=presenter.lines_table(assessment, self.today),
            score=plain(assessment.score),
            formula=presenter.formula_lines(assessment),
            rounds=list(rounds.order_by("entered_on", "pk")),
            is_inner=is_inner,
            **kwargs,
        )
