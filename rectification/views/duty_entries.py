from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from core.buttons import buttons_of, verb_button
from core.lists import DescribedListView
from core.shapes import Button, Crumb
from core.tables import Column
from rectification.models import DutyEntry
from rectification.verbs.duty_entries import DUTY


@dataclass(frozen=True)
class DutyRow:
    entry: DutyEntry
    actions: list[Button]


class DutyListView(DescribedListView):
    """职责分工: whose duty an industry, a kind or a topic is; kept by the office."""

    rule = Permission.DUTY_TABLE_EDIT
    model = DutyEntry
    template_name = "rectification/duty/list.html"
    paginate_by = None
    heading = _("Duty table")
    lead = _("Whose duty an industry, a kind or a topic is; it proposes the receiver of a hand-off.")
    lead_clause = "三(三)4"
    nothing = _("The duty table is empty")
    why = _("Add a line for each industry, kind or topic, so that hand-offs find their receiver.")
    icon_name = "diagram-3"
    columns = (
        Column(_("By"), lambda row, today: row.entry.get_basis_display(), is_desk_only=True),
        Column(_("Industry, topic or kind"), lambda row, today: row.entry.value_words, is_title=True),
        Column(_("Answerable department"), lambda row, today: row.entry.receiver.name),
        Column(_("Where the duty is laid down"), lambda row, today: row.entry.source, is_desk_only=True),
        Column(_("Change"), lambda row, today: tuple(row.actions), "act"),
    )

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("receiver").order_by("-basis", "value", "ended_on")

    def get_queryset(self):
        """Those in force; the ended ones are told below."""
        entries = list(super().get_queryset())
        self.ended = [entry for entry in entries if entry.ended_on]
        return [entry for entry in entries if not entry.ended_on]

    def rows_of(self, things):
        return [DutyRow(entry, buttons_of(entry, user=self.request.user, today=self.today)) for entry in things]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            ended=self.ended,
            actions=[verb_button(DUTY, DUTY.verb("add"), None, user=self.request.user, today=self.today)],
            crumbs=[Crumb(_("Hand-offs"), reverse("rectification:hand-off-list"))],
            **kwargs,
        )
