"""How many are drawn by lot, and what is taken whole."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, VersionedForm
from records.forms import DateInput

USUAL = 5


class DrawForm(VersionedForm):
    """A number or a share, one of the two; the seed is the machine's."""

    number = forms.IntegerField(
        label=_("Number by lot"), min_value=0, max_value=1000, required=False,
        help_text=_("0, where nothing but what is taken whole is to be drawn."),
    )  # fmt: skip
    share = forms.IntegerField(
        label=_("or share by lot, in percent"), min_value=1, max_value=100, required=False,
        help_text=_("Rounded up. Leave the number empty then."),
    )  # fmt: skip
    takes_major = forms.BooleanField(
        label=_("Take all major hazards besides"), required=False, help_text=_("They are drawn without lot.")
    )
    on = DayField(label=_("Drawn on"), widget=DateInput)

    @staticmethod
    def beginning(thing, *, user, today) -> dict:
        return {"number": USUAL, "takes_major": True}

    def clean(self):
        data = super().clean()
        if self.errors.keys() & {"number", "share"}:
            return data
        if data.get("number") is None and data.get("share") is None:
            self.add_error("number", _("Say how many are to be drawn: either a number or a share."))
        elif data.get("number") is not None and data.get("share") is not None:
            self.add_error("share", _("Either a number or a share, not both: empty one of the two."))
        return data
