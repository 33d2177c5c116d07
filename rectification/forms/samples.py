from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, VersionedForm
from records.forms import DateInput


class ExcuseForm(VersionedForm):
    clauses = {"reason": "三(三)5"}

    reason = forms.CharField(
        label=_("Why it is not checked on site"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the letter of the review."),
    )  # fmt: skip
    on = DayField(label=_("Day"), widget=DateInput)
