from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.buttons import buttons_of
from core.cells import Due, Fold, Link, Under
from core.links import page_of
from core.lists import DescribedListView
from core.shapes import Button
from core.tables import Column
from core.views.verbs import VerbView
from deadlines.explanation import period_words
from deadlines.filters import DeadlineFilter
from deadlines.models import Deadline
from deadlines.presenters import DueDate, present_all
from deadlines.queries.listed import deadlines_listed


@dataclass(frozen=True)
class DeadlineRow:
    due: DueDate
    actions: list[Button]


def _due(row, today):
    return (Due(row.due), Fold(_("How it is counted"), row.due.explanation))


def _met(row, today):
    """The day with its words, and why it was late."""
    deadline = row.due.deadline
    if deadline.met_on is None:
        return None
    late = (Under(deadline.late_explanation),) if deadline.late_explanation else ()
    return (deadline.met_on, row.due.words, *late)


def _period(row, today):
    period = row.due.deadline.counted_period
    return period_words(period) if period else ""


FILE_COLUMNS = (
    Column(gettext_lazy("Kind"), lambda row, today: row.due.kind_label, width=20, is_desk_only=True),
    Column(gettext_lazy("Subject"), lambda row, today: row.due.deadline.subject_label, width=36),
    Column(gettext_lazy("Responsible unit"), lambda row, today: row.due.deadline.responsible_unit, width=18),
    Column(gettext_lazy("Started on"), lambda row, today: row.due.deadline.started_on),
    Column(gettext_lazy("Period"), _period),
    Column(gettext_lazy("Due on"), lambda row, today: row.due.due_on),
    Column(gettext_lazy("Provisional"), lambda row, today: _("yes") if row.due.is_provisional else _("no")),
    Column(gettext_lazy("Signal"), lambda row, today: row.due.signal_label),
    Column(gettext_lazy("Status in words"), lambda row, today: row.due.words),
    Column(gettext_lazy("Met on"), lambda row, today: row.due.deadline.met_on),
    Column(gettext_lazy("Days late"), lambda row, today: row.due.deadline.days_late or ""),
    Column(gettext_lazy("Why it was late"), lambda row, today: row.due.deadline.late_explanation, width=30),
    Column(gettext_lazy("How it is counted"), lambda row, today: row.due.explanation, width=60),
)


class DeadlineListView(DescribedListView):
    """Every duty in reach, ordered by its date. Those of leads leave in a file of their own (ADR 9)."""

    rule = Permission.DEADLINE_VIEW
    model = Deadline
    filterset_class = DeadlineFilter
    export_columns = FILE_COLUMNS
    export_verb = "deadline.export"
    apart_verb = "deadline.export_leads"
    apart_label = gettext_lazy("Deadlines of leads")
    heading = gettext_lazy("Deadlines")
    lead = gettext_lazy("Every duty with its date. A date ends at 24:00; the sum behind it opens on click.")
    nothing = gettext_lazy("No deadlines")
    why = gettext_lazy("Nothing is running here, or nothing that the filters let through.")
    icon_name = "clock"
    page_rows = staticmethod(deadlines_listed)
    columns = (
        Column(gettext_lazy("Subject"), lambda row, today: Link(row.due.deadline.subject_label, row.due.url)),
        Column(gettext_lazy("Kind"), lambda row, today: row.due.kind_label, is_desk_only=True),
        # On a phone the subject tells whose it is.
        Column(
            gettext_lazy("Responsible unit"), lambda row, today: row.due.deadline.responsible_label, is_desk_only=True
        ),
        Column(gettext_lazy("Due on"), _due, "tight"),
        Column(gettext_lazy("Met on"), _met),
        # To explain a delay, and what apps above add.
        Column(gettext_lazy("What to do"), lambda row, today: tuple(row.actions), "act"),
    )

    def get_base_queryset(self):
        found = super().get_base_queryset().select_related("responsible_unit", "scope", "round_scope")
        return found.order_by("due_on", "opened_at", "pk")

    def get_filter_arguments(self):
        return {"today": self.today}

    def rows_of(self, things):
        user, today = self.request.user, self.today
        return [
            DeadlineRow(due, buttons_of(due.deadline, user=user, today=today))
            for due in present_all(things, today, user)
        ]

    def thing_of(self, row):
        return row.due.deadline


class DeadlineExplainView(VerbView):
    """Back to the duty's subject, where it was opened from."""

    @property
    def cancel_url(self):
        return page_of(self.thing.subject, self.request.user) or self.thing.get_absolute_url()

    def get_success_url(self):
        return self.cancel_url
