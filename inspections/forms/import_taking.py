from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DayField, VersionedForm

# Names of the controls of a question, before its key: what was chosen, the day that was typed.
CHOSEN, TYPED = "answer-", "day-"


class TakeInForm(VersionedForm):
    """Confirms what was looked at. Rows that are recorded already come in only where they are chosen. Odd days are
    answered under names that hold the key of their question; a day that was typed counts before what was chosen."""

    known = forms.MultipleChoiceField(required=False, label=gettext_lazy("Recorded already"))
    all_known = forms.BooleanField(required=False, label=gettext_lazy("Import all that are recorded already, too"))
    keeps_draft = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What is no key of such a row chooses nothing.
        self.fields["known"].valid_value = lambda value: len(value) <= 16

    def clean(self):
        asked = super().clean()
        asked["include_known"] = asked.pop("all_known", False)
        asked["answers"] = {**self._sent(CHOSEN), **{key: self._day(day) for key, day in self._sent(TYPED).items()}}
        return asked

    def _sent(self, prefix: str) -> dict[str, str]:
        return {
            name.removeprefix(prefix): value
            for name in self.data
            if name.startswith(prefix) and (value := self.data[name])
        }

    def _day(self, typed: str) -> str:
        try:
            day: date = DayField().clean(typed)
        except ValidationError as error:
            self.add_error(None, _("“%(day)s”: %(why)s") % {"day": typed[:20], "why": " ".join(error.messages)})
            return ""
        return day.isoformat()
