from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from accounts.permissions import Permission
from core.actions.events import record_event
from core.buttons import buttons_of
from core.cells import Due, Link, Under
from core.csv_files import csv_response
from core.links import page_of
from core.lists import DescribedListView
from core.shapes import Button
from core.tables import Column
from core.views.base import AccessMixin
from core.views.verbs import VerbView
from deadlines.explanation import period_words
from deadlines.filters import DeadlineFilter
from deadlines.models import Deadline
from deadlines.presenters import DueDate, present, present_all


@dataclass(frozen=True)
class DeadlineRow:
    due: DueDate
    actions: list[Button]


class _FilteredDeadlines(AccessMixin):
    rule = Permission.DEADLINE_VIEW

    def filtered(self):
        reached = Deadline.objects.visible_to(self.request.user).select_related(
            "responsible_unit", "scope", "round_scope"
        )
        self.filterset = DeadlineFilter(self.request.GET, queryset=reached, request=self.request, today=self.today)
        return self.filterset.qs.order_by("due_on", "opened_at", "pk")


def _met(row, today):
    """The day with its words, and why it was late."""
    deadline = row.due.deadline
    if deadline.met_on is None:
        return None
    late = (Under(deadline.late_explanation),) if deadline.late_explanation else ()
    return (deadline.met_on, row.due.words, *late)


class DeadlineListView(_FilteredDeadlines, DescribedListView):
    heading = gettext_lazy("Deadlines")
    lead = gettext_lazy("Every duty with its date. A date ends at 24:00; the sum behind it opens on click.")
    nothing = gettext_lazy("No deadlines")
    why = gettext_lazy("Nothing is running here, or nothing that the filters let through.")
    icon_name = "clock"
    columns = (
        Column(gettext_lazy("Subject"), lambda row, today: Link(row.due.deadline.subject_label, row.due.url)),
        Column(gettext_lazy("Kind"), lambda row, today: row.due.kind_label),
        Column(gettext_lazy("Responsible unit"), lambda row, today: row.due.deadline.responsible_label),
        Column(gettext_lazy("Due on"), lambda row, today: Due(row.due, brief=False)),
        Column(gettext_lazy("Met on"), _met),
        # To explain a delay, and what apps above add.
        Column(gettext_lazy("What to do"), lambda row, today: tuple(row.actions), "act"),
    )

    def get_queryset(self):
        return self.filtered()

    def rows_of(self, things):
        user, today = self.request.user, self.today
        return [
            DeadlineRow(due, buttons_of(due.deadline, user=user, today=today))
            for due in present_all(things, today, user)
        ]

    def get_context_data(self, **kwargs):
        exports = [Button(_("Export CSV"), reverse("deadlines:deadline-export"))]
        if self.filtered().apart().exists():
            exports.append(Button(_("Export CSV of leads"), reverse("deadlines:deadline-export-leads")))
        return super().get_context_data(exports=exports, **kwargs)


class DeadlineExportView(_FilteredDeadlines, View):
    """What the list shows, as a file; every row, without paging. Those of leads stand in one of their own (ADR 9),
    which says no more than its headings to whoever sees none."""

    is_of_leads = False

    def get(self, request):
        found = self.filtered().apart() if self.is_of_leads else self.filtered().ordinary()
        title = _("Deadlines of leads") if self.is_of_leads else _("Deadlines")
        record_event(
            "deadline.export_leads" if self.is_of_leads else "deadline.export",
            target=request.user, by=request.user, on=None, at=self.now,
        )  # fmt: skip
        header = [
            _("Kind"), _("Subject"), _("Responsible unit"), _("Started on"), _("Period"), _("Due on"),
            _("Provisional"), _("Signal"), _("Status in words"), _("Met on"), _("Days late"), _("Why it was late"),
            _("How it is counted"),
        ]  # fmt: skip
        rows = (self._row(present(deadline, self.today)) for deadline in found.iterator(chunk_size=500))
        return csv_response(f"{title}-{self.today}.csv", header, rows)

    def _row(self, due):
        deadline = due.deadline
        period = deadline.counted_period
        return [
            due.kind_label,
            deadline.subject_label,
            deadline.responsible_unit or "",
            deadline.started_on,
            period_words(period) if period else "",
            due.due_on,
            _("yes") if due.is_provisional else _("no"),
            due.signal_label,
            due.words,
            deadline.met_on,
            deadline.days_late or "",
            deadline.late_explanation,
            due.explanation,
        ]


class DeadlineExplainView(VerbView):
    """Back to the duty's subject, where it was opened from."""

    @property
    def cancel_url(self):
        return page_of(self.thing.subject, self.request.user) or self.thing.get_absolute_url()

    def get_success_url(self):
        return self.cancel_url
