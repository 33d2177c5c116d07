from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, VersionedForm
from records.forms import DateInput, DecisionForm
from rectification.models.assessment import ObjectionOutcome


class ObjectionForm(VersionedForm):
    clauses = {"objection": "三(三)6"}

    objection = forms.CharField(
        label=_("Objection"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Which figure is wrong, and why. An assessment is objected to once."),
    )  # fmt: skip
    on = DayField(label=_("Day of the objection"), widget=DateInput)


class AnswerForm(DecisionForm):
    """The committee on an objection; points beside the figures, which stay as they were counted."""

    outcome = forms.ChoiceField(label=_("The objection is"), choices=[("", "—"), *ObjectionOutcome.choices])
    adjustment = forms.DecimalField(
        label=_("Points more (or less, with a minus)"), required=False, max_digits=5, decimal_places=2,
        min_value=-100, max_value=100,
        help_text=_("Only where it is upheld, even in part. The sheet prints it as a line of its own."),
    )  # fmt: skip
    field_order = ["outcome", "adjustment", "note", "on", "meeting_number", "scan"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, needs_note=True, **kwargs)
        self.fields["note"].label = _("Reason of the answer")


class ReopenForm(DecisionForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, needs_note=True, **kwargs)
        self.fields["note"].label = _("Why it is opened again")
