from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, VersionedForm
from inspections.models.finding import Handling
from inspections.order_rules import last_day_of
from inspections.vocabulary import HANDLING_WORDS
from records.forms import DateInput, MultipleEvidenceField


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


def _text(label, *, rows=3, **kwargs):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": 2000} | kwargs)


class IssueOrderForm(VersionedForm):
    requirement = _text(_("What has to be done"), rows=2, max_length=500)
    due_on = DayField(label=_("To be fixed by"), widget=DateInput, help_text=_("A day of the stay."))
    due_time = forms.TimeField(label=_("Hour"), widget=TimeInput, required=False)
    evidence = MultipleEvidenceField(
        label=_("Photos before"),
        required=False,
        help_text=_("The subdistrict reads these; of the finding it reads none."),
    )
    on = DayField(label=_("Ordered on"), widget=DateInput)

    @staticmethod
    def beginning(finding, *, user, today) -> dict:
        words = finding.requirement or HANDLING_WORDS[Handling.FIX_AT_ONCE]
        return {"requirement": words, "due_on": min(today, last_day_of(finding.round, today))}


class FixedForm(VersionedForm):
    measures = _text(_("How it was fixed"))
    evidence = MultipleEvidenceField(label=_("Photos after"))
    lateness_reason = _text(_("Why it is late"), rows=2, max_length=500, required=False)
    on = DayField(label=_("Fixed on"), widget=DateInput)


class VerifyOrderForm(VersionedForm):
    verification = _text(_("What the check showed"))
    evidence = MultipleEvidenceField(label=_("Photos of the check"), required=False)
    on = DayField(label=_("Verified on"), widget=DateInput)


class SendBackForm(VersionedForm):
    reason = _text(_("What is not fixed"), rows=2, max_length=500)
    due_on = DayField(label=_("To be fixed by"), widget=DateInput)
    on = DayField(label=_("Checked on"), widget=DateInput)
