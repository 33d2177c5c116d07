from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.buttons import verb_button
from core.day_words import day_in_words
from core.presenters import badge_of
from core.views.base import PageView, ScopedListView
from core.views.verbs import VerbView
from deadlines.models import Deadline
from deadlines.presenters import present
from inspections.filters import RoundFilter
from inspections.models import SubdistrictRound
from inspections.presenters.rounds import open_ends, round_crumbs
from inspections.queries.rounds import entries_to_notify
from planning.models import PlanEntry


class RoundListView(ScopedListView):
    rule = Permission.ROUND_VIEW
    model = SubdistrictRound
    filterset_class = RoundFilter
    template_name = "inspections/round/list.html"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("subdistrict", "team", "entry__cycle")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = list(context["object_list"])
        reports = Deadline.objects.visible_to(self.request.user).live().of(*shown).of_kind("report")
        dues = {deadline.subject_id: present(deadline, self.today) for deadline in reports}
        context["rows"] = [(row, badge_of(row), dues.get(str(row.pk))) for row in shown]
        context["may_notify"] = self.may(Permission.ROUND_NOTIFY)
        return context


class EntryListView(PageView):
    """Approved entries of the plan that wait for their notice."""

    rule = Permission.ROUND_NOTIFY
    template_name = "inspections/round/entries.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries=entries_to_notify(), crumbs=round_crumbs(), **kwargs)


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
            gaps=open_ends(self.thing, self.today), refused=[close] if close.disabled_reason else [], **kwargs
        )
