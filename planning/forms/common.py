from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayForm
from records.forms import DecisionForm


class ReasonForm(DayForm):
    """A verb that must say why."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ["reason", "on"]


class ReturnForm(DecisionForm):
    """A decision that must say why."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, needs_note=True, **kwargs)
