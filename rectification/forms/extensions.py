from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, VersionedForm
from records.forms import DateInput, DecisionForm, MultipleEvidenceField


class RequestForm(VersionedForm):
    clauses = {"until_on": "三(三)5"}

    until_on = DayField(label=_("Extend until"), widget=DateInput)
    reason = forms.CharField(
        label=_("Why the date cannot be kept"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is done by now, what is still missing, and what keeps it safe meanwhile."),
    )  # fmt: skip
    evidence = MultipleEvidenceField(label=_("Papers that show it"), required=False)
    on = DayField(label=_("Asked on"), widget=DateInput)


class GrantForm(DecisionForm):
    granted_until_on = DayField(
        label=_("Extended until"), widget=DateInput, help_text=_("After the present date, and no later than asked.")
    )
    field_order = ["granted_until_on", "on", "note", "meeting_number", "scan"]

    @staticmethod
    def beginning(extension, *, user, today) -> dict:
        return {"granted_until_on": extension.until_on}


class RefuseExtensionForm(DecisionForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, needs_note=True, **kwargs)
        self.fields["note"].label = _("Why no later day is given")
