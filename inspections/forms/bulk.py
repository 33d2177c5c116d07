from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import BulkForm
from inspections.forms.notes import numbered
from inspections.models.finding import Handling


class _TopicAndHandling(BulkForm):
    topic_number = forms.TypedChoiceField(label=_("Topic"), coerce=int, empty_value=None, required=False)
    handling = forms.ChoiceField(label=_("Handling"), required=False, choices=[("", _("Choose …")), *Handling.choices])

    clauses = {"topic_number": "三(一)"}

    @staticmethod
    def arguments(round_, findings, *, user, today) -> dict:
        return {"ruleset": round_.ruleset}

    def __init__(self, *args, ruleset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic_number"].choices = [("", _("Choose …")), *numbered(ruleset.topics.all())]


class ConfirmManyForm(_TopicAndHandling):
    """What is chosen here fills blanks; what is there already stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("topic_number", "handling"):
            self.fields[name].help_text = _("For those that have none yet; what is there already stays.")


class SetManyForm(_TopicAndHandling):
    """What is chosen here takes the place of what is there; a blank leaves it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("topic_number", "handling"):
            self.fields[name].help_text = _("Blank: each keeps what it has.")

    def clean(self):
        data = super().clean()
        if not (data.get("topic_number") or data.get("handling")):
            self.add_error(None, _("Choose what to set."))
        return data
