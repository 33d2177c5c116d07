from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, VersionedForm
from records.forms import DateInput, EvidenceField


class SendCopiesForm(VersionedForm):
    clauses = {"on": "三(三)6"}

    on = DayField(label=_("Day of the letter"), widget=DateInput)
    suggestions = forms.CharField(
        label=_("Suggestions for the assessment of officials"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line a sentence. Empty: the usual one, that the result be taken into account."),
    )  # fmt: skip


class PaperReceiptForm(VersionedForm):
    signed_by = forms.CharField(label=_("Who signed"), max_length=60)
    on = DayField(label=_("Received on"), widget=DateInput)
    receipt = EvidenceField(label=_("Scan of the receipt"))
