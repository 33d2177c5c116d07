from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.buttons import bulk_buttons
from core.cells import Link, Tick
from core.lists import DescribedListView
from core.presenters import timeline
from core.shapes import Badge, Button
from core.tables import Column
from core.views.base import ThingDetailView
from core.views.verbs import VerbView
from inspections.changes import with_changes
from inspections.contributions.ways import recording_buttons
from inspections.filters import FindingFilter, OverviewFilter
from inspections.models import Finding
from inspections.models.finding import FindingKind, FindingStatus
from inspections.presenters.findings import chosen_words, facts_of, finding_rows, may_record
from inspections.presenters.rounds import counts, round_crumbs
from inspections.queries.enterprises import enterprises_known_to
from inspections.views.inside import InsideRound
from inspections.views.recording import RecordView
from records.presenters.gallery import gallery_of, pictures_cell
from records.queries.evidence import evidence_of

NAMES_OFFERED = 500


def _tick(row, today):
    """Only drafts can be chosen, and leads go one by one."""
    finding = row.finding
    if finding.status != FindingStatus.DRAFT or finding.is_lead:
        return None
    return Tick("n", finding.number, _("Finding %(number)s") % {"number": finding.number})


def _problem(row, today):
    finding = row.finding
    told = Link(Truncator(finding.text).chars(90), finding.get_absolute_url(), number=finding.number)
    return (told, *pictures_cell(row.files, most=1))


def _kind(row, today):
    label = row.finding.get_kind_display()
    return Badge(label, "bad") if row.finding.kind == FindingKind.MAJOR_HAZARD else label


TICK = Column(gettext_lazy("Tick"), _tick, "tick")
NUMBER = Column(gettext_lazy("No."), lambda row, today: row.finding.number, "num", is_desk_only=True)
ROUND = Column(gettext_lazy("Round"), lambda row, today: row.finding.round, "tight")
WHAT = (
    Column(gettext_lazy("Problem"), _problem, is_title=True),
    Column(gettext_lazy("Inspected body or enterprise"), lambda row, today: row.finding.subject_name),
    Column(gettext_lazy("Kind"), _kind, "tight"),
    Column(gettext_lazy("Topic"), lambda row, today: row.topic),
    Column(gettext_lazy("Handling"), lambda row, today: row.finding.get_handling_display(), "tight"),
    Column(gettext_lazy("State"), lambda row, today: row.badge, "tight"),
)


class FindingListView(InsideRound, DescribedListView):
    """The findings of one round, with the bulk bar for those who may use it."""

    rule = Permission.FINDING_VIEW
    model = Finding
    filterset_class = FindingFilter
    template_name = "inspections/finding/list.html"
    paginate_by = 50
    heading = gettext_lazy("Findings")
    nothing = gettext_lazy("No findings here")
    why = gettext_lazy("Nothing is recorded yet, or nothing that the filters let through.")

    def get_base_queryset(self):
        found = super().get_base_queryset().filter(round=self.round)
        return found.select_related("unit", "enterprise").order_by("number", "recorded_at")

    @cached_property
    def records(self) -> bool:
        return may_record(self.round, self.request.user, self.today)

    @cached_property
    def lead(self):
        said = _(
            "%(total)s findings: %(confirmed)s confirmed, %(draft)s to be confirmed; %(withdrawn)s withdrawn besides"
        )
        return f"{self.round} · {said % counts(self.round, self.request.user)}"

    def get_columns(self):
        return (TICK, NUMBER, *WHAT) if self.records else (NUMBER, *WHAT)

    def rows_of(self, things):
        return finding_rows(things, lambda finding: self.round.ruleset_id, self.request.user)

    def get_context_data(self, **kwargs):
        round_, user, today = self.round, self.request.user, self.today
        return super().get_context_data(
            actions=recording_buttons(round_, user, today) if self.records else [],
            bulk=bulk_buttons(round_, user=user, today=today),
            exports=exports(reverse("inspections:finding-list", args=[round_.pk]), self.get_base_queryset()),
            crumbs=round_crumbs(round_),
            **kwargs,
        )


class FindingOverviewView(DescribedListView):
    """Findings of every round in reach."""

    rule = Permission.FINDING_VIEW
    model = Finding
    filterset_class = OverviewFilter
    paginate_by = 50
    heading = gettext_lazy("Findings")
    columns = (NUMBER, ROUND, *WHAT)

    def get_base_queryset(self):
        found = (
            super()
            .get_base_queryset()
            .select_related("unit", "enterprise", "round__subdistrict", "round__entry__cycle")
        )
        return found.order_by("-round__planned_from_on", "round", "number")

    def rows_of(self, things):
        return finding_rows(things, lambda finding: finding.round.ruleset_id, self.request.user)

    def get_context_data(self, **kwargs):
        files = exports(reverse("inspections:finding-overview"), self.get_base_queryset())
        return super().get_context_data(exports=files, **kwargs)


def exports(base, findings) -> list[Button]:
    """Files of the list; of leads, one of their own for whoever sees any of them (ADR 9)."""
    files = [Button("Excel", f"{base}export.xlsx"), Button("CSV", f"{base}export.csv")]
    if findings.apart().exists():
        files += [Button(_("Leads, Excel"), f"{base}leads.xlsx"), Button(_("Leads, CSV"), f"{base}leads.csv")]
    return files


class FindingDetailView(ThingDetailView):
    rule = Permission.FINDING_VIEW
    model = Finding
    template_name = "inspections/finding/detail.html"

    def get_context_data(self, **kwargs):
        finding, user = self.object, self.request.user
        evidence = evidence_of([finding], user).get(str(finding.pk), [])
        return super().get_context_data(
            facts=facts_of(finding),
            gallery=gallery_of(evidence),
            chosen=chosen_words(finding, evidence),
            events=with_changes(timeline([finding], user), finding),
            **kwargs,
        )


class _WithNames(VerbView):
    """Offers names while the subject is typed: those this person has read in the subdistrict already."""

    template_name = "inspections/finding/form.html"

    @property
    def round_of_form(self):
        return self.thing.round

    def get_context_data(self, **kwargs):
        known = enterprises_known_to(self.request.user, self.round_of_form.subdistrict_id)
        names = known.order_by("name").values_list("name", flat=True)[:NAMES_OFFERED]
        return super().get_context_data(known_names=list(names), **kwargs)


class FindingRecordView(RecordView, _WithNames):
    """The day it happened is the one on which it was found."""

    @property
    def round_of_form(self):
        return self.thing

    def facts(self, form):
        facts = super().facts(form)
        return facts | {"on": facts.pop("found_on")}


class FindingEditView(_WithNames):
    """A draft, with the names it may be about."""
