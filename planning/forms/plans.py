from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, DayForm, VersionedForm
from planning.actions.cycles import FIRST_YEAR, LAST_YEAR
from planning.actions.plans import TEXTS
from planning.forms.common import ReasonForm
from planning.models import AnnualPlan, Ruleset
from planning.year_closing import year_gaps

_FOUR = forms.Textarea(attrs={"rows": 4})


class PlanTextsForm(VersionedForm):
    """Title and texts of a plan; each line of a text becomes a numbered sentence in print."""

    title = forms.CharField(label=_("Title"), max_length=100)
    goals = forms.CharField(label=_("Goals and principles"), required=False, max_length=4000, widget=_FOUR)
    focus = forms.CharField(label=_("Focus of the year"), required=False, max_length=2000, widget=_FOUR)
    method_numbers = forms.TypedMultipleChoiceField(
        label=_("Methods chosen"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("Used selectively; none chosen means that any may be used."),
    )  # fmt: skip
    steps = forms.CharField(
        label=_("Steps"), required=False, max_length=4000, widget=_FOUR,
        help_text=_("Left empty, the procedure of clause 三(三) is printed."),
    )  # fmt: skip
    training_on = DayField(label=_("Training before the first cycle"), required=False)
    requirements = forms.CharField(label=_("Discipline and support"), required=False, max_length=4000, widget=_FOUR)
    budget_note = forms.CharField(
        label=_("Budget"), required=False, max_length=200,
        help_text=_("Made separately by the office, from the district's special funds for work safety."),
    )  # fmt: skip

    clauses = {
        "goals": "一(二)",
        "focus": "一(二)2",
        "method_numbers": "三(二)",
        "steps": "三(三)",
        "training_on": "三(三)1",
        "requirements": "四(三)",
        "budget_note": "四(一)",
    }

    @staticmethod
    def arguments(plan, *, user, today) -> dict:
        return {"ruleset": plan.ruleset}

    @staticmethod
    def beginning(plan, *, user, today) -> dict:
        return {name: getattr(plan, name) for name in ("title", *TEXTS)}

    def __init__(self, *args, ruleset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method_numbers"].choices = [
            (method.number, method.printed.rstrip("；。")) for method in ruleset.methods.all()
        ]


class PlanDraftForm(PlanTextsForm):
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    field_order = ["year", "title"]

    @staticmethod
    def arguments(nothing, *, user, today) -> dict:
        return {"ruleset": Ruleset.objects.in_force_on(today).first() or Ruleset()}

    @staticmethod
    def beginning(nothing, *, user, today) -> dict:
        """The first year without a plan, this or the next."""
        has_plan = AnnualPlan.objects.standing().filter(year=today.year).exists()
        year = today.year + 1 if has_plan else today.year
        return {"year": year, "title": f"{year}年度安全生产巡查工作方案"}


class CloseYearForm(DayForm):
    """One reason for each gap of the year; `gaps` as year_gaps gives them."""

    @staticmethod
    def arguments(plan, *, user, today) -> dict:
        return {"gaps": [gap for gap in year_gaps(plan, today) if not gap.is_needed]}

    def __init__(self, *args, gaps, **kwargs):
        super().__init__(*args, **kwargs)
        self.gaps = gaps
        for gap in gaps:
            self.fields[_name_of(gap)] = forms.CharField(
                label=gap.what, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
                help_text=gettext("%(state)s. Say why it is left open; the reason stays with the plan.")
                % {"state": gap.state},
            )  # fmt: skip
        self.order_fields([*map(_name_of, gaps), "on"])

    def clean(self):
        """One reason for each gap, by its key."""
        data = super().clean()
        return data | {"reasons": {gap.key: data.pop(_name_of(gap), "") for gap in self.gaps}}


def _name_of(gap) -> str:
    return f"reason-{gap.key}"


class ReviseForm(ReasonForm):
    """A new edition keeps its reason in full."""

    reason = forms.CharField(
        label=_("Reason for the revision"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
