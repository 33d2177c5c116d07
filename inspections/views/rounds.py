from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.buttons import button, verb_button
from core.cells import Due, Link
from core.day_words import day_in_words
from core.lists import DescribedListView
from core.presenters import badge_of
from core.shapes import Badge, Button
from core.tables import Column, table_of
from core.views.base import PageView
from core.views.verbs import VerbView
from deadlines.models import Deadline
from deadlines.presenters import DueDate, present
from inspections.closing import CHECKED, NOT_CHECKED
from inspections.filters import RoundFilter
from inspections.models import SubdistrictRound
from inspections.presenters.rounds import open_ends, round_crumbs
from inspections.queries.rounds import entries_to_notify, rounds_listed
from planning.models import PlanEntry


@dataclass(frozen=True)
class RoundRow:
    """`due` is the day on which the report is due."""

    round: SubdistrictRound
    badge: Badge
    due: DueDate | None


class RoundListView(DescribedListView):
    rule = Permission.ROUND_VIEW
    model = SubdistrictRound
    filterset_class = RoundFilter
    heading = gettext_lazy("Inspection rounds")
    page_rows = staticmethod(rounds_listed)
    columns = (
        Column(gettext_lazy("Round"), lambda row, today: Link(str(row.round), row.round.get_absolute_url())),
        Column(gettext_lazy("Team"), lambda row, today: row.round.team.name),
        Column(gettext_lazy("Planned entry"), lambda row, today: row.round.planned_from_on, "date", is_desk_only=True),
        Column(gettext_lazy("Entered"), lambda row, today: row.round.entered_on, "date", is_desk_only=True),
        Column(gettext_lazy("Last day on site"), lambda row, today: row.round.ended_on, "date", is_desk_only=True),
        Column(gettext_lazy("Report due"), lambda row, today: row.due and Due(row.due), "tight"),
        Column(gettext_lazy("State"), lambda row, today: row.badge, "tight"),
    )

    def rows_of(self, things):
        shown = list(things)
        reports = Deadline.objects.visible_to(self.request.user).live().of(*shown).of_kind("report")
        dues = {deadline.subject_id: present(deadline, self.today) for deadline in reports}
        return [RoundRow(round_, badge_of(round_), dues.get(str(round_.pk))) for round_ in shown]

    def get_context_data(self, **kwargs):
        notify = button(_("Notify a subdistrict"), "inspections:entry-list", kind="primary", icon="send")
        return super().get_context_data(actions=[notify] if self.may(Permission.ROUND_NOTIFY) else [], **kwargs)


def _notify(entry, today):
    return Button(_("Notify"), reverse("inspections:round-notify", args=[entry.pk]))


class EntryListView(PageView):
    """Approved entries of the plan that wait for their notice."""

    rule = Permission.ROUND_NOTIFY
    template_name = "inspections/round/entries.html"
    columns = (
        Column(gettext_lazy("Subdistrict"), lambda entry, today: entry.subdistrict.name),
        Column(gettext_lazy("Cycle"), lambda entry, today: entry.cycle),
        Column(gettext_lazy("Team"), lambda entry, today: entry.team.name),
        Column(gettext_lazy("Planned entry"), lambda entry, today: entry.from_on, "date"),
        Column(gettext_lazy("Planned last day"), lambda entry, today: entry.to_on, "date"),
        Column(gettext_lazy("Days"), lambda entry, today: entry.days, "num"),
        Column(gettext_lazy("Verb"), _notify, "act"),
    )

    def get_context_data(self, **kwargs):
        table = table_of(_("Entries to notify"), self.columns, entries_to_notify(), self.today)
        return super().get_context_data(table=table, crumbs=round_crumbs(), **kwargs)


class NotifyView(VerbView):
    """Also of entries outside any plan; the way back is the list of those that wait."""

    argument = "entry"

    @cached_property
    def thing(self):
        return get_object_or_404(PlanEntry.objects.select_related("subdistrict", "team", "plan"), pk=self.kwargs["pk"])

    @property
    def cancel_url(self) -> str:
        return reverse("inspections:entry-list")

    def crumbs(self):
        return round_crumbs()


def entry_points(entry, user, today) -> list[str]:
    return [
        _("Subdistrict: %(name)s") % {"name": entry.subdistrict},
        _("Team: %(name)s") % {"name": entry.team or "—"},
        _("Planned on site: %(first)s to %(last)s (%(days)s days)")
        % {"first": day_in_words(entry.from_on), "last": day_in_words(entry.to_on), "days": entry.days},
    ]


class CloseView(VerbView):
    """Below what is still open; as long as anything is, the button only says so."""

    template_name = "inspections/round/close.html"

    def get_context_data(self, **kwargs):
        close = verb_button(self.noun, self.verb, self.thing, user=self.request.user, today=self.today)
        return super().get_context_data(
            gaps=open_ends(self.thing, self.today),
            refused=[close] if close.disabled_reason else [],
            checked=CHECKED,
            not_checked=NOT_CHECKED,
            **kwargs,
        )
