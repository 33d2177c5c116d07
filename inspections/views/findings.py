from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.buttons import bulk_offers
from core.cells import Tick
from core.lists import DescribedListView
from core.presenters import timeline
from core.tables import Column
from core.views.base import ThingDetailView
from core.views.verbs import VerbView
from inspections.changes import with_changes
from inspections.contributions.ways import recording_buttons
from inspections.exporting import FILE_COLUMNS, FindingLine
from inspections.filters import FindingFilter, OverviewFilter
from inspections.models import Finding
from inspections.presenters.findings import (
    chosen_words,
    facts_of,
    finding_rows,
    kind_cell,
    may_record,
    problem_cell,
    state_cell,
    state_told_by,
)
from inspections.presenters.rounds import all_of, counts_by_sector, round_crumbs, sum_of
from inspections.queries.enterprises import enterprises_known_to
from inspections.queries.findings import findings_listed, inside_listed
from inspections.queries.topics import topic_labels_of
from inspections.views.inside import InsideRound
from inspections.views.recording import RecordView
from records.presenters.gallery import gallery_of, pictures_cell
from records.queries.evidence import EVIDENCE

NAMES_OFFERED = 500


def _ticks(choosable):
    """The column of boxes, at these findings alone."""

    def tick(row, today):
        finding = row.finding
        if finding.pk not in choosable:
            return None
        return Tick("n", finding.number, _("Finding %(number)s") % {"number": finding.number})

    return Column(gettext_lazy("Tick"), tick, "tick")


def _problem(row, today):
    """The photo first: it floats to the end of the line, which the words fill up to it."""
    return (*pictures_cell(row.pictures, most=1), problem_cell(row.finding, number=row.finding.number))


NUMBER = Column(gettext_lazy("No."), lambda row, today: row.finding.number, "num", is_desk_only=True)
ROUND = Column(gettext_lazy("Round"), lambda row, today: row.round_name, is_desk_only=True)
WHAT = (
    Column(gettext_lazy("Problem"), _problem, is_title=True),
    Column(gettext_lazy("Inspected body or enterprise"), lambda row, today: row.finding.subject_name),
    Column(
        gettext_lazy("Kind"), lambda row, today: kind_cell(row.finding), "tight", same=lambda row: row.finding.kind
    ),
    Column(gettext_lazy("Topic"), lambda row, today: row.topic, is_desk_only=True),
    Column(gettext_lazy("Found on"), lambda row, today: row.finding.found_on, "date", is_desk_only=True),
    Column(gettext_lazy("State"), lambda row, today: state_cell(row), "tight", same=state_told_by),
)


class _FindingList(DescribedListView):
    """What the lists of findings share. A file of leads stands apart from that of the others (ADR 9)."""

    rule = Permission.FINDING_VIEW
    model = Finding
    paginate_by = 50
    heading = gettext_lazy("Findings")
    nothing = gettext_lazy("No findings here")
    why = gettext_lazy("Nothing is recorded yet, or nothing that the filters let through.")
    export_columns = FILE_COLUMNS
    export_verb = "finding.export"
    apart_verb = "finding.export_leads"
    apart_label = gettext_lazy("Leads")

    def get_filter_arguments(self):
        return {"today": self.today}

    def ruleset_of(self, finding):
        """The key of the one whose topics it names."""
        return finding.round.ruleset_id

    def rows_of(self, things):
        user, topics = self.request.user, self.filterset.topics
        return finding_rows(things, self.ruleset_of, user, batch=self.batch, topics=topics)

    def thing_of(self, row):
        return row.finding

    def read_for_file(self, found):
        return found.prefetch_related(None).values_list(*FindingLine._fields, named=True)

    def things_for_file(self, read):
        return [FindingLine(*row) for row in read]


class FindingListView(InsideRound, _FindingList):
    """The findings of one round, with the bulk bar for those who may use it."""

    filterset_class = FindingFilter
    template_name = "inspections/finding/list.html"

    def get_base_queryset(self):
        found = super().get_base_queryset().filter(round=self.round)
        return inside_listed(found).order_by("number", "recorded_at")

    @cached_property
    def around(self):
        """How many there are of each industry, and the topics of the round."""
        asked = counts_by_sector(self.round, self.request.user), topic_labels_of(self.round.ruleset_id)
        later = [self.batch.later(each) for each in asked]
        return [each.told for each in later]

    @property
    def counted(self):
        return self.around[0]

    def get_filter_arguments(self):
        """Its industries are known from the counts that stand above the list."""
        sectors = [sector for sector in self.counted if sector]
        return super().get_filter_arguments() | {"sectors": sectors, "topics": self.around[1]}

    def known_count(self):
        """They count the list, too, as long as nothing narrows it."""
        return None if self.filterset.narrows else all_of(self.counted)

    @cached_property
    def records(self) -> bool:
        return may_record(self.round, self.request.user, self.today)

    @cached_property
    def lead(self):
        counted = sum_of(self.counted)
        said = (
            _(
                "%(total)s findings: %(confirmed)s confirmed, %(draft)s to be confirmed; %(withdrawn)s withdrawn and "
                "%(dropped)s dropped as drafts besides"
            )
            if counted["withdrawn"] or counted["dropped"]
            else _("%(total)s findings: %(confirmed)s confirmed, %(draft)s to be confirmed")
        )
        return f"{self.round} · {said % counted}"

    @cached_property
    def bulk(self):
        return bulk_offers(self.round, user=self.request.user, today=self.today)

    def get_columns(self):
        """Boxes only where something may be done with those ticked."""
        if not self.bulk:
            return (NUMBER, *WHAT)
        return (_ticks(set().union(*(things for _button, things in self.bulk))), NUMBER, *WHAT)

    def ruleset_of(self, finding):
        return self.round.ruleset_id

    def get_export_facts(self):
        return {"round": str(self.round.pk)}

    def get_context_data(self, **kwargs):
        round_, user, today = self.round, self.request.user, self.today
        return super().get_context_data(
            actions=recording_buttons(round_, user, today) if self.records else [],
            bulk=[button for button, _things in self.bulk],
            crumbs=round_crumbs(round_),
            **kwargs,
        )


class FindingOverviewView(_FindingList):
    """Findings of every round in reach."""

    filterset_class = OverviewFilter
    columns = (NUMBER, *WHAT[:2], ROUND, *WHAT[2:])
    page_rows = staticmethod(findings_listed)

    def get_base_queryset(self):
        return super().get_base_queryset().order_by("-round_from_on", "round_id", "number", "pk")


class FindingDetailView(ThingDetailView):
    rule = Permission.FINDING_VIEW
    model = Finding
    template_name = "inspections/finding/detail.html"

    def get_context_data(self, **kwargs):
        finding, user = self.object, self.request.user
        evidence = EVIDENCE.of(finding, user)
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
