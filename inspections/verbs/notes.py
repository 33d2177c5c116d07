"""What the team does on site, and what it leaves out: neither has states of its own."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.verbs import Noun, Verb
from inspections.actions import notes
from inspections.forms.notes import LeaveOutForm, NoteForm
from inspections.models import FieldNote, SubdistrictRound, TopicReason
from inspections.models.round import RoundStatus
from inspections.views.notes import LeaveOutView
from inspections.views.recording import RecordView


def _is_on_site(round_, user, today) -> bool:
    return round_.status == RoundStatus.ON_SITE


def _stands_at_its_topic(round_, user, today) -> bool:
    """Asked beside each topic that nobody inspected (inspections/round/_coverage.html), not among the buttons."""
    return False


def _list_of(note) -> str:
    return reverse("inspections:note-list", args=[note.round_id])


def _coverage_of(reasons) -> str:
    return f"{reasons[0].round.get_absolute_url()}#coverage"


NOTE = Noun(
    model=FieldNote,
    name="note",
    path="notes",
    home="inspections:round-list",
    verbs=(
        Verb(
            name="record",
            label=_("Record fieldwork"),
            on=SubdistrictRound,
            permission=Permission.NOTE_RECORD,
            is_birth=True,
            action=notes.record,
            form=NoteForm,
            view=RecordView,
            done=_("The note is recorded."),
            clause="三(二)",
            icon="journal-text",
            is_step=True,
            offered=_is_on_site,
            leads_to=_list_of,
        ),
    ),
)

TOPIC = Noun(
    model=TopicReason,
    name="topic",
    path="topics",
    home="inspections:round-list",
    verbs=(
        Verb(
            name="leave_out",
            label=_("Say why a topic is left out"),
            on=SubdistrictRound,
            permission=Permission.NOTE_RECORD,
            is_birth=True,
            action=notes.leave_out_several,
            form=LeaveOutForm,
            view=LeaveOutView,
            done=_("The reasons are kept and will stand in the report."),
            clause="三(一)",
            icon="dash-circle",
            offered=_stands_at_its_topic,
            leads_to=_coverage_of,
        ),
    ),
)
