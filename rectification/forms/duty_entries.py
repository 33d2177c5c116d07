from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import HouseForm, ReasonForm
from inspections.models.finding import FindingKind
from rectification.forms.classifications import ReceiverField
from rectification.models.duty_entry import DutyBasis
from rectification.queries.duties import receivers


class DutyAddForm(HouseForm):
    clauses = {"receiver": "三(三)4"}

    basis = forms.ChoiceField(label=_("By"), choices=DutyBasis.choices)
    value = forms.CharField(
        label=_("Industry, number of the topic, or kind"), max_length=60,
        help_text=_("An industry as findings name it; a topic by its number; a kind as in the list of findings."),
    )  # fmt: skip
    receiver = ReceiverField(label=_("Answerable department"), empty_label=_("Choose"))
    source = forms.CharField(
        label=_("Where the duty is laid down"), required=False, max_length=200,
        help_text=_("The document that names the duty."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = receivers()

    def clean(self):
        """A kind is typed in words and kept by its code."""
        data = super().clean()
        if data.get("basis") == DutyBasis.KIND and (words := data.get("value")):
            codes = {str(kind.label): kind.value for kind in FindingKind}
            data["value"] = codes.get(words.strip(), words.strip())
        return data


class DutyChangeForm(ReasonForm):
    clauses = {"receiver": "三(三)4"}

    receiver = ReceiverField(label=_("Answerable department"), empty_label=_("Choose"))
    source = forms.CharField(label=_("Where the duty is laid down"), required=False, max_length=200)

    field_order = ("receiver", "source", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = receivers()

    @staticmethod
    def beginning(duty, *, user, today) -> dict:
        return {"receiver": duty.receiver, "source": duty.source}
