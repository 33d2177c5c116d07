from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import VersionedForm


class DayForm(VersionedForm):
    """A verb that needs only the day it happened."""

    on = forms.DateField(label=_("Day"), help_text=_("The day it happened; it may be earlier than today."))


class ReasonForm(DayForm):
    """A verb that must say why."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ["reason", "on"]


class ConfirmForm(VersionedForm):
    """A verb that needs nothing but a yes."""
