from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.about import read_before
from core.buttons import offers, verb_button
from core.cells import Prose
from core.lists import DescribedListView
from core.tables import Column
from core.transitions import may_move
from core.verbs import noun_of
from core.views.verbs import VerbView
from inspections.models import FieldNote
from inspections.presenters.coverage import count_lacking, topic_cells
from inspections.presenters.rounds import round_crumbs
from inspections.queries.coverage import ON_PAGE, coverage_of, methods_of, methods_used, topics_of
from inspections.views.inside import InsideRound
from records.models import EvidenceLink
from records.presenters.gallery import cell_of
from records.queries.evidence import evidence_of


@dataclass(frozen=True)
class NoteRow:
    """A note with the short names of its method and topic, and the files this person may see."""

    note: FieldNote
    method: str
    topic: str
    files: list[EvidenceLink]


def _seen(row, today):
    return (Prose(row.note.text), *cell_of(row.files))


def _place_and_people(row, today):
    return f"{row.note.place} {row.note.people}".strip()


class NoteListView(InsideRound, DescribedListView):
    rule = Permission.ROUND_VIEW
    model = FieldNote
    template_name = "inspections/note/list.html"
    heading = _("Fieldwork")
    nothing = _("No fieldwork is recorded yet")
    why = _("Each meeting, talk, paper and visit gets a note; the report counts them by method.")
    columns = (
        Column(_("Day"), lambda row, today: row.note.happened_on, "date"),
        Column(_("What was done and seen"), _seen),
        Column(_("Method"), lambda row, today: f"{row.note.method_number}. {row.method}"),
        Column(_("Topic"), lambda row, today: row.topic, is_desk_only=True),
        Column(_("Place and people"), _place_and_people, is_desk_only=True),
        Column(_("Recorded by"), lambda row, today: row.note.recorded_by, "tight"),
    )

    def get_base_queryset(self):
        return super().get_base_queryset().filter(round=self.round).select_related("recorded_by")

    @cached_property
    def round(self):
        """Contents and methods are told of the whole round and of each note."""
        round_ = super().round
        read_before(ON_PAGE, round_, self.request.user, self.today)
        return round_

    @property
    def lead(self):
        return f"{self.round} · {self.round.team.name}"

    def rows_of(self, things):
        shown = list(things)
        files = evidence_of(shown, self.request.user)
        topics = {topic.number: f"{topic.number}. {topic.short}" for topic in topics_of(self.round)}
        return [
            NoteRow(
                note,
                self.method_names.get((note.method_number, note.method_part), ""),
                topics.get(note.topic_number, ""),
                files.get(str(note.pk), []),
            )
            for note in shown
        ]

    def get_context_data(self, **kwargs):
        coverage = topic_cells(self.round)
        return super().get_context_data(
            coverage=coverage,
            open_topics=count_lacking(coverage),
            methods=methods_used(self.round),
            actions=self.actions(),
            may_leave_out=may_move(self.round, "note", access=self.access),
            crumbs=round_crumbs(self.round),
            **kwargs,
        )

    def actions(self) -> list:
        """Only what is recorded here; the round's other verbs stand on its own page."""
        noun, who = noun_of(FieldNote), {"user": self.request.user, "today": self.today}
        record = noun.verb("record")
        return [verb_button(noun, record, self.round, **who)] if offers(noun, record, self.round, **who) else []

    @cached_property
    def method_names(self):
        return {
            (method.number, part): name
            for method in methods_of(self.round)
            for part, name in enumerate((method.short, *method.parts))
        }


class LeaveOutView(VerbView):
    """Begins with the topic that the link names chosen; else with every one that has neither record nor reason."""

    @cached_property
    def uncovered(self):
        """Only what was not inspected can be left out."""
        return [topic for topic in coverage_of(self.thing) if not topic.is_covered]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"topics": self.uncovered}

    def get_initial(self):
        asked = self.request.GET.get("topic", "")
        named = {topic.number for topic in self.uncovered if str(topic.number) == asked}
        chosen = named or {topic.number for topic in self.uncovered if not topic.is_answered}
        ticks = {f"topic-{topic.number}": topic.number in chosen for topic in self.uncovered}
        return ticks | {f"reason-{topic.number}": topic.reason for topic in self.uncovered}
