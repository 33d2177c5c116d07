from django import forms
from django.db.models import Max
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.forms import DayField, HouseForm, VersionedForm
from planning.models import InspectionCycle, InspectionTeam
from planning.models.team import TeamStatus
from planning.queries.plans import subdistricts_to_inspect


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, unit):
        return unit.name


class TeamChoice(forms.ModelChoiceField):
    def label_from_instance(self, team):
        facts = {"team": team.name, "cycle": team.cycle, "status": team.get_status_display()}
        return gettext("%(team)s (%(cycle)s, %(status)s)") % facts


class AddEntryForm(VersionedForm):
    """One subdistrict in the plan. Dates: first and last day on site, both counted."""

    subdistrict = UnitChoice(
        label=_("Subdistrict"), queryset=Unit.objects.none(), empty_label=_("Choose a subdistrict")
    )
    cycle = forms.TypedChoiceField(label=_("Cycle"), coerce=int)
    from_on = DayField(label=_("First day on site"))
    to_on = DayField(label=_("Last day on site"))
    team = TeamChoice(
        label=_("Team"), queryset=InspectionTeam.objects.none(), required=False, empty_label=_("Still open"),
        help_text=_("May stay open until notice is given; choose a team of the same cycle."),
    )  # fmt: skip
    short_reason = forms.CharField(
        label=_("Reason for a short stay"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    clauses = {"subdistrict": "一(二)1", "team": "二(一)", "to_on": "一(二)1", "short_reason": "一(二)1"}

    @staticmethod
    def arguments(plan, *, user, today) -> dict:
        return {"plan": plan}

    @staticmethod
    def beginning(plan, *, user, today) -> dict:
        return {"cycle": 1}

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subdistrict"].queryset = subdistricts_to_inspect()
        self.fields["cycle"].choices = _cycle_choices(plan.year)
        self.fields["team"].queryset = _teams_of(plan.year)
        self.fields["short_reason"].help_text = gettext(
            "Needed for fewer than %(least)s days; it stands in plan and report."
        ) % {"least": plan.ruleset.minimum_round_days}

    def clean(self):
        data = super().clean()
        if data.get("from_on") and data.get("to_on") and data["to_on"] < data["from_on"]:
            self.add_error("to_on", gettext("The last day on site cannot lie before the first. Check the dates."))
        return data


class ChangeEntryForm(AddEntryForm):
    @staticmethod
    def arguments(entry, *, user, today) -> dict:
        return {"plan": entry.plan}

    @staticmethod
    def beginning(entry, *, user, today) -> dict:
        names = ("subdistrict", "team", "from_on", "to_on", "short_reason")
        return {name: getattr(entry, name) for name in names} | {"cycle": entry.cycle.number}


class AssignTeamForm(VersionedForm):
    team = TeamChoice(label=_("Team"), queryset=InspectionTeam.objects.none(), empty_label=_("Choose a team"))
    clauses = {"team": "二(一)"}

    @staticmethod
    def arguments(entry, *, user, today) -> dict:
        return {"cycle": entry.cycle}

    def __init__(self, *args, cycle, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = _teams_of(cycle.year).filter(cycle=cycle)


class AdHocForm(HouseForm):
    """A round 不定期; its team must be approved already."""

    subdistrict = UnitChoice(
        label=_("Subdistrict"), queryset=Unit.objects.none(), empty_label=_("Choose a subdistrict")
    )
    team = TeamChoice(label=_("Team"), queryset=InspectionTeam.objects.none(), empty_label=_("Choose a team"))
    from_on = DayField(label=_("First day on site"))
    to_on = DayField(label=_("Last day on site"))
    reason = forms.CharField(
        label=_("Reason for a round outside the plan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    order = forms.CharField(
        label=_("Order of the committee"), max_length=200,
        help_text=_("Number and day of the meeting or instruction that orders it."),
    )  # fmt: skip
    short_reason = forms.CharField(
        label=_("Reason for a short stay"), required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Needed for fewer than two weeks."),
    )  # fmt: skip

    clauses = {"reason": "一(二)1", "to_on": "一(二)1", "short_reason": "一(二)1"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subdistrict"].queryset = subdistricts_to_inspect()
        self.fields["team"].queryset = InspectionTeam.objects.filter(status=TeamStatus.APPROVED).select_related(
            "cycle"
        )


def _cycle_choices(year) -> list[tuple[int, str]]:
    """The cycles of the year and one more."""
    last = InspectionCycle.objects.filter(year=year, is_ad_hoc=False).aggregate(last=Max("number"))["last"] or 0
    return [(number, gettext("Cycle %(number)s") % {"number": number}) for number in range(1, last + 2)]


def _teams_of(year):
    return InspectionTeam.objects.live().filter(cycle__year=year, cycle__is_ad_hoc=False).select_related("cycle")
