from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.transitions import may_move
from core.views.base import ScopedListView
from inspections.actions import notes
from inspections.forms.notes import LeaveOutForm, NoteForm
from inspections.models import FieldNote
from inspections.presenters import coverage, methods, topic_labels
from inspections.views.inside import InsideRound
from inspections.views.rounds import RoundActionView, round_crumbs
from records.models import EvidenceLink


class NoteListView(InsideRound, ScopedListView):
    rule = Permission.ROUND_VIEW
    model = FieldNote
    template_name = "inspections/note/list.html"

    def get_base_queryset(self):
        return super().get_base_queryset().filter(round=self.round).select_related("recorded_by")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = list(context["object_list"])
        files = EvidenceLink.objects.visible_to(self.request.user).filter(
            subject_id__in=[str(one.pk) for one in shown]
        )
        topics = topic_labels([self.round.ruleset_id])
        by_note = {}
        for file in files:
            by_note.setdefault(file.subject_id, []).append(file)
        return context | {
            "rows": [
                {
                    "note": note,
                    "method": self.method_names.get(note.method_number, ""),
                    "topic": topics.get((self.round.ruleset_id, note.topic_number), ""),
                    "files": by_note.get(str(note.pk), []),
                }
                for note in shown
            ],
            "coverage": coverage(self.round),
            "methods": methods(self.round),
            "may_note": may_move(self.round, "note", access=self.access),
            "may_leave_out": self.may(Permission.NOTE_RECORD, self.round),
            "crumbs": round_crumbs(self.round),
        }

    @cached_property
    def method_names(self):
        return {method.number: method.short for method in self.round.ruleset.methods.all()}


class NoteAddView(RoundActionView):
    action = staticmethod(notes.record)
    rule = Permission.NOTE_RECORD
    form_class = NoteForm
    title = gettext_lazy("Record fieldwork")
    submit_label = gettext_lazy("Record")
    success_message = gettext_lazy("The note is recorded.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"ruleset": self.thing.ruleset}

    def get_success_url(self):
        return reverse("inspections:note-list", args=[self.thing.pk])


class LeaveOutView(RoundActionView):
    action = staticmethod(notes.leave_out)
    rule = Permission.NOTE_RECORD
    form_class = LeaveOutForm
    title = gettext_lazy("Say why a topic is left out")
    submit_label = gettext_lazy("Keep the reason")
    success_message = gettext_lazy("The reason is kept and will stand in the report.")

    @cached_property
    def uncovered(self):
        """Only what was not inspected can be left out."""
        return [topic for topic in coverage(self.thing) if not topic.is_covered]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"topics": self.uncovered}

    def get_initial(self):
        """The topic the link names, with the reason it has; else the first one without any."""
        asked = self.request.GET.get("topic", "")
        known = next((topic for topic in self.uncovered if str(topic.number) == asked), None)
        topic = known or next((topic for topic in self.uncovered if not topic.is_answered), None)
        return {"topic_number": topic.number, "reason": topic.reason} if topic else {}

    def get_success_url(self):
        return reverse("inspections:note-list", args=[self.thing.pk])
