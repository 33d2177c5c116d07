from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.buttons import offers, verb_button
from core.cells import Lines, Link, Prose
from core.lists import DescribedListView
from core.tables import Column
from core.verbs import noun_of
from core.views.verbs import VerbView
from inspections.models import FieldNote
from inspections.presenters.rounds import round_crumbs, topic_labels
from inspections.queries.coverage import coverage_of, methods_used
from inspections.views.inside import InsideRound
from records.models import EvidenceLink


@dataclass(frozen=True)
class NoteRow:
    """A note with the short names of its method and topic, and the files this person may see."""

    note: FieldNote
    method: str
    topic: str
    files: list[EvidenceLink]


def _seen(row, today):
    files = [Link(one.name, reverse("records:evidence-view", args=[one.pk]), icon="paperclip") for one in row.files]
    return (Prose(row.note.text), Lines(files)) if files else Prose(row.note.text)


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

    @property
    def lead(self):
        return f"{self.round} · {self.round.team.name}"

    def rows_of(self, things):
        shown = list(things)
        files = EvidenceLink.objects.visible_to(self.request.user).filter(
            subject_id__in=[str(one.pk) for one in shown]
        )
        topics = topic_labels([self.round.ruleset_id])
        by_note: dict[str, list[EvidenceLink]] = {}
        for file in files:
            by_note.setdefault(file.subject_id, []).append(file)
        return [
            NoteRow(
                note,
                self.method_names.get(note.method_number, ""),
                topics.get((self.round.ruleset_id, note.topic_number), ""),
                by_note.get(str(note.pk), []),
            )
            for note in shown
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            coverage=coverage_of(self.round),
            methods=methods_used(self.round),
            actions=self.actions(),
            may_leave_out=self.may(Permission.NOTE_RECORD, self.round),
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
        return {method.number: method.short for method in self.round.ruleset.methods.all()}


class LeaveOutView(VerbView):
    """Begins with the topic that the link names, and the reason it has; else with the first one without any."""

    @cached_property
    def uncovered(self):
        """Only what was not inspected can be left out."""
        return [topic for topic in coverage_of(self.thing) if not topic.is_covered]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"topics": self.uncovered}

    def get_initial(self):
        asked = self.request.GET.get("topic", "")
        known = next((topic for topic in self.uncovered if str(topic.number) == asked), None)
        topic = known or next((topic for topic in self.uncovered if not topic.is_answered), None)
        return {"topic_number": topic.number, "reason": topic.reason} if topic else {}
