from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from accounts.permissions import Permission
from core.views.base import AccessMixin
from planning.actions import cycles, entries
from planning.forms.entries import AdHocForm, AssignTeamForm, EntryForm
from planning.models import AnnualPlan, PlanEntry
from planning.views.common import VerbView


def days_words(plan, from_on, to_on) -> tuple[str, str]:
    """Tone and words of the count of days, first and last included (R7); empty while a date is missing."""
    if from_on is None or to_on is None:
        return "info", _("The number of days is counted when both dates are entered.")
    days = (to_on - from_on).days + 1
    facts = {"days": days, "least": plan.ruleset.minimum_round_days}
    if days < 1:
        return "bad", _("The last day on site cannot lie before the first. Check the dates.")
    if days < plan.ruleset.minimum_round_days:
        return "warn", _("%(days)s days, first and last counted: fewer than %(least)s; a reason is needed.") % facts
    return "ok", _("%(days)s days, first and last counted.") % facts


class _EntryFormView(VerbView):
    rule = Permission.PLAN_DRAFT
    template_name = "planning/entry/form.html"
    form_class = EntryForm

    @cached_property
    def plan(self):
        return self.thing if isinstance(self.thing, AnnualPlan) else self.thing.plan

    @property
    def cancel_url(self):
        return self.plan.get_absolute_url()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.plan}

    def facts(self, form) -> dict:
        """What was typed, as the action takes it; the cycle is made where it is new."""
        data = super().facts(form)
        number = data.pop("cycle")
        cycle = cycles.open_cycle(year=self.plan.year, number=number, by=self.request.user, at=self.now)
        return data | {"cycle": cycle}

    def get_success_url(self):
        return self.plan.get_absolute_url()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(plan=self.plan, **kwargs)
        form = context["form"]
        days = [form.initial.get(name) for name in ("from_on", "to_on")]
        if form.is_bound:
            days = [getattr(form, "cleaned_data", {}).get(name) for name in ("from_on", "to_on")]
        tone, words = days_words(self.plan, *days)
        return context | {"days_tone": tone, "days_words": words}


class EntryAddView(_EntryFormView):
    model = AnnualPlan
    action = staticmethod(entries.add_entry)
    argument = "plan"
    title = gettext_lazy("Add a subdistrict to the plan")
    submit_label = gettext_lazy("Add")
    success_message = gettext_lazy("The entry is added.")

    def get_initial(self):
        return {"version": self.thing.version, "cycle": 1, "subdistrict": self.request.GET.get("subdistrict")}


class EntryChangeView(_EntryFormView):
    model = PlanEntry
    action = staticmethod(entries.change_entry)
    argument = "entry"
    title = gettext_lazy("Change the entry")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("The entry is saved.")

    def get_initial(self):
        names = ("version", "subdistrict", "team", "from_on", "to_on", "short_reason")
        return {name: getattr(self.thing, name) for name in names} | {"cycle": self.thing.cycle.number}


class EntryRemoveView(VerbView):
    model = PlanEntry
    action = staticmethod(entries.remove_entry)
    argument = "entry"
    rule = Permission.PLAN_DRAFT
    title = gettext_lazy("Take the entry out of the plan")
    submit_label = gettext_lazy("Take out")
    tone = "danger"
    success_message = gettext_lazy("The entry is taken out.")


class EntryAssignTeamView(VerbView):
    model = PlanEntry
    action = staticmethod(entries.assign_team)
    argument = "entry"
    rule = Permission.PLAN_DRAFT
    form_class = AssignTeamForm
    title = gettext_lazy("Assign a team")
    submit_label = gettext_lazy("Assign")
    explanation = gettext_lazy("A team of the entry's own cycle; another team later takes a revision of the plan.")
    clause = "二(一)"
    success_message = gettext_lazy("The team is assigned.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cycle": self.thing.cycle}


class AdHocEntryView(VerbView):
    action = staticmethod(entries.add_ad_hoc_entry)
    rule = Permission.PLAN_DRAFT
    form_class = AdHocForm
    title = gettext_lazy("Add a round outside the plan")
    submit_label = gettext_lazy("Add")
    explanation = gettext_lazy(
        "The committee may send a team at any time; reason and decision stand in the overview of the year."
    )
    clause = "一(二)1"
    success_message = gettext_lazy("The round outside the plan is entered; notice can be given.")

    @property
    def cancel_url(self):
        return reverse("planning:plan-list")

    def get_success_url(self):
        return reverse("planning:plan-list")


class EntryDaysView(AccessMixin, View):
    """The count of days while the dates are typed; a fragment for the form."""

    rule = Permission.PLAN_DRAFT

    def get(self, request, pk):
        plan = get_object_or_404(AnnualPlan.objects.visible_to(request.user).select_related("ruleset"), pk=pk)
        tone, words = days_words(plan, _day(request, "from_on"), _day(request, "to_on"))
        return HttpResponse(format_html('<span class="x-badge x-badge-{}">{}</span>', tone, words))


def _day(request, name):
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
