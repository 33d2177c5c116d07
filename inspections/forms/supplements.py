from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, HouseForm
from records.forms import DateInput, MultipleEvidenceField


class SupplementForm(HouseForm):
    clauses = {"evidence": "四(二)二"}

    on = DayField(label=_("Added on"), widget=DateInput)
    title = forms.CharField(label=_("Title of the volume"), max_length=100)
    reason = forms.CharField(
        label=_("Why it is added after the archiving"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = MultipleEvidenceField(label=_("Files"))

    @staticmethod
    def beginning(round_, *, user, today) -> dict:
        return {"on": today}
