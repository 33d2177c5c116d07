from django import forms
from django.utils.translation import gettext_lazy as _

from core.day_words import day_in_list
from core.forms import DayField, HouseForm, VersionedForm
from inspections.models.correction import CorrectableFact
from records.forms import DateInput


class CorrectForm(HouseForm):
    """Which recorded day was wrong; `facts` are triples of field, label and the day recorded."""

    field = forms.ChoiceField(label=_("What was recorded wrongly"))
    old = DayField(label=_("Recorded day"), widget=DateInput)
    new = DayField(label=_("Right day"), widget=DateInput)
    reason = forms.CharField(
        label=_("How the wrong day came about"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, facts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [(field, f"{label} {day_in_list(day)}") for field, label, day in facts]


class CorrectStayForm(CorrectForm):
    short_reason = forms.CharField(
        label=_("Reason for a short stay"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only when the right day makes the stay shorter than the regulation wants."),
    )  # fmt: skip

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        return {"facts": _recorded(round_)}

    @staticmethod
    def beginning(round_, *, user, today) -> dict:
        """The last day recorded, since that is the one people mistake."""
        field, _label, day = (_recorded(round_) or [("", "", None)])[-1]
        return {"field": field, "old": day}


def _recorded(round_) -> list[tuple]:
    days = [(fact.value, fact.label, getattr(round_, fact.value)) for fact in CorrectableFact]
    return [fact for fact in days if fact[2] is not None]


class RemarkForm(VersionedForm):
    note = forms.CharField(label=_("Remark"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class RefuseCorrectionForm(VersionedForm):
    note = forms.CharField(
        label=_("Why the recorded day stands"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
