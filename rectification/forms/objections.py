from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, VersionedForm
from records.forms import DateInput, DecisionForm, MultipleEvidenceField


class FileObjectionForm(VersionedForm):
    text = forms.CharField(
        label=_("Objection"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What of the item does not hold, and why. The item is owed meanwhile as before."),
    )  # fmt: skip
    evidence = MultipleEvidenceField(label=_("Papers that show it"), required=False)
    on = DayField(label=_("Filed on"), widget=DateInput)


class AnswerForm(DecisionForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, needs_note=True, **kwargs)
        self.fields["note"].label = _("Answer to the objection")
        self.fields["note"].help_text = _("It is printed in the answer; a paragraph a line.")


class PartAnswerForm(AnswerForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = _("What holds, what does not, and what is still owed")
