from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import VersionedForm


class TakeInForm(VersionedForm):
    """Confirms what was looked at. Rows that are recorded already come in only where they are chosen."""

    known = forms.MultipleChoiceField(required=False, label=_("Recorded already"))
    all_known = forms.BooleanField(required=False, label=_("Import all that are recorded already, too"))
    keeps_draft = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What is no key of such a row chooses nothing.
        self.fields["known"].valid_value = lambda value: len(value) <= 16

    def clean(self):
        asked = super().clean()
        asked["include_known"] = asked.pop("all_known", False)
        return asked
