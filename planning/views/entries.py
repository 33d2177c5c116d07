from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views import View

from accounts.permissions import Permission
from core.forms import DayField
from core.views.base import AccessMixin
from core.views.verbs import VerbView
from planning.actions import cycles
from planning.models import AnnualPlan


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


class EntryFormView(VerbView):
    """Counts the days while they are typed, and makes the cycle where its number is new; `?subdistrict=` chooses one
    beforehand."""

    template_name = "planning/entry/form.html"

    @cached_property
    def plan(self):
        return self.thing if isinstance(self.thing, AnnualPlan) else self.thing.plan

    def get_initial(self):
        chosen = self.request.GET.get("subdistrict")
        return super().get_initial() | ({"subdistrict": chosen} if chosen else {})

    def facts(self, form) -> dict:
        data = super().facts(form)
        number = data.pop("cycle")
        cycle = cycles.open_cycle(year=self.plan.year, number=number, by=self.request.user, at=self.now)
        return data | {"cycle": cycle}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(plan=self.plan, **kwargs)
        form = context["form"]
        days = [form.initial.get(name) for name in ("from_on", "to_on")]
        if form.is_bound:
            days = [getattr(form, "cleaned_data", {}).get(name) for name in ("from_on", "to_on")]
        tone, words = days_words(self.plan, *days)
        return context | {"days_tone": tone, "days_words": words}


class EntryDaysView(AccessMixin, View):
    """The count of days while the dates are typed; a fragment for the form."""

    rule = Permission.PLAN_DRAFT

    def get(self, request, pk):
        plan = get_object_or_404(AnnualPlan.objects.visible_to(request.user).select_related("ruleset"), pk=pk)
        tone, words = days_words(plan, _day(request, "from_on"), _day(request, "to_on"))
        return HttpResponse(format_html('<span class="x-badge x-badge-{}">{}</span>', tone, words))


def _day(request, name):
    try:
        return DayField(required=False).clean(request.GET.get(name, ""))
    except ValidationError:
        return None
