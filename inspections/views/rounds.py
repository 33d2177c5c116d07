from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from core.day_words import day_in_words
from core.views.base import PageView, ScopedListView
from core.views.verbs import ActionView
from deadlines.models import Deadline
from deadlines.presenters import present
from inspections.actions import rounds
from inspections.closing import gaps
from inspections.filters import RoundFilter
from inspections.forms.rounds import (
    CancelForm,
    DayForm,
    EndForm,
    EnterForm,
    NotifyForm,
)
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus
from inspections.presenters import badge, closing_actions
from planning.models import PlanEntry
from planning.models.plan import PlanStatus
from planning.models.team import TeamStatus


def round_crumbs(round_=None) -> list[dict]:
    crumbs = [{"label": _("Inspection rounds"), "url": reverse("inspections:round-list")}]
    if round_ is not None:
        crumbs.append({"label": str(round_), "url": round_.get_absolute_url()})
    return crumbs


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
        context["rows"] = [(row, badge(row), dues.get(str(row.pk))) for row in shown]
        context["may_notify"] = self.may(Permission.ROUND_NOTIFY)
        return context


class EntryListView(PageView):
    """Approved entries of the plan that wait for their notice."""

    rule = Permission.ROUND_NOTIFY
    template_name = "inspections/round/entries.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries=entries_to_notify(), crumbs=round_crumbs(), **kwargs)


def entries_to_notify():
    taken = SubdistrictRound.objects.exclude(status=RoundStatus.CANCELLED).values("scope")
    found = PlanEntry.objects.exclude(scope__in=taken).filter(team__status=TeamStatus.APPROVED)
    approved = found.filter(plan__status=PlanStatus.APPROVED) | found.filter(plan=None)
    return approved.select_related("subdistrict", "team", "cycle", "plan").order_by("from_on")


class NotifyView(ActionView):
    rule = Permission.ROUND_NOTIFY
    model = PlanEntry
    action = staticmethod(rounds.notify)
    argument = "entry"
    form_class = NotifyForm
    title = gettext_lazy("Notify the subdistrict")
    submit_label = gettext_lazy("Give the notice its number and send it")
    clause = "三(三)1"
    explanation = gettext_lazy(
        "The subdistrict is told in advance; its notice gets a number and can no longer be changed."
    )
    success_message = gettext_lazy("The subdistrict is notified; the notice is being made.")

    def facts(self, form):
        return {"on": form.cleaned_data["on"]}

    @cached_property
    def thing(self):
        return get_object_or_404(PlanEntry.objects.select_related("subdistrict", "team", "plan"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        entry = self.thing
        return super().get_context_data(
            crumbs=round_crumbs(),
            cancel_url=reverse("inspections:entry-list"),
            points=[
                _("Subdistrict: %(name)s") % {"name": entry.subdistrict},
                _("Team: %(name)s") % {"name": entry.team or "—"},
                _("Planned on site: %(first)s to %(last)s (%(days)s days)")
                % {"first": day_in_words(entry.from_on), "last": day_in_words(entry.to_on), "days": entry.days},
            ],
            **kwargs,
        )


class RoundActionView(ActionView):
    model = SubdistrictRound
    argument = "round"

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=round_crumbs(self.thing), **kwargs)


class EnterView(RoundActionView):
    action = staticmethod(rounds.enter)
    rule = Permission.ROUND_CONDUCT
    form_class = EnterForm
    title = submit_label = gettext_lazy("Enter the subdistrict")
    clause = "三(三)2"
    explanation = gettext_lazy("The team enters and explains its task in an opening meeting.")
    success_message = gettext_lazy("The team is on site. Fieldwork can be recorded.")


class EndView(RoundActionView):
    action = staticmethod(rounds.end)
    rule = Permission.ROUND_CONDUCT
    form_class = EndForm
    title = submit_label = gettext_lazy("End fieldwork")
    clause = "三(三)3"
    explanation = gettext_lazy("The period to report starts on the last day on site; that day itself does not count.")
    success_message = gettext_lazy("Fieldwork has ended; the period to report runs.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "minimum_days": self.thing.ruleset.minimum_round_days,
            "entered_on": self.thing.entered_on or self.thing.planned_from_on,
        }


class CancelView(RoundActionView):
    action = staticmethod(rounds.cancel)
    rule = Permission.ROUND_CLOSE
    form_class = CancelForm
    title = submit_label = gettext_lazy("Cancel the round")
    tone = "danger"
    explanation = gettext_lazy("The subdistrict is told. The entry of the plan may be notified anew later.")
    success_message = gettext_lazy("The round is cancelled and the subdistrict has been told.")


class CloseView(RoundActionView):
    action = staticmethod(rounds.close)
    rule = Permission.ROUND_CLOSE
    form_class = DayForm
    template_name = "inspections/round/close.html"
    title = submit_label = gettext_lazy("Close the round")
    explanation = gettext_lazy(
        "Every problem is dealt with to the end; after this the team reads the round no longer."
    )
    clause = "四(二)二"
    success_message = gettext_lazy("The round is closed.")

    def get_context_data(self, **kwargs):
        open_ends = gaps(self.thing, self.today)
        close = closing_actions(self.thing, open_ends)[0]
        return super().get_context_data(gaps=open_ends, refused=[close] if open_ends else [], **kwargs)


class ArchiveView(RoundActionView):
    action = staticmethod(rounds.archive)
    rule = Permission.ROUND_CLOSE
    form_class = DayForm
    title = submit_label = gettext_lazy("Archive the round")
    explanation = gettext_lazy("An archived round changes no more; what comes later becomes a supplement.")
    success_message = gettext_lazy("The round is archived.")
