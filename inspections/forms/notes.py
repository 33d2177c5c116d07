from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, HouseForm
from records.forms import DateInput, MultipleEvidenceField


def numbered(items) -> list[tuple[int, str]]:
    return [(item.number, f"{item.number}. {item.short}") for item in items]


class MethodField(forms.ChoiceField):
    """A method, or a part of one where its title names several: “3.1”. The whole of such a method may be told too."""

    def valid_value(self, value):
        return super().valid_value(value) or any(str(known).startswith(f"{value}.") for known, _label in self.choices)


def parts_of(methods) -> list[tuple[str, str]]:
    return [
        (f"{method.number}.{part}" if len(method.parts) > 1 else f"{method.number}", f"{method.number}. {name}")
        for method in methods
        for part, name in enumerate(method.parts, start=1)
    ]


class NoteForm(HouseForm):
    clauses = {"method_number": "三(二)", "topic_number": "三(一)"}

    on = DayField(label=_("Day"), widget=DateInput)
    method_number = MethodField(label=_("Method"))
    topic_number = forms.TypedChoiceField(label=_("Topic"), coerce=int, empty_value=None, required=False)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    people = forms.CharField(
        label=_("People"), max_length=300, required=False, help_text=_("Who was met or heard, with posts.")
    )
    text = forms.CharField(
        label=_("What was done and seen"), widget=forms.Textarea(attrs={"rows": 6}), max_length=20000
    )
    evidence = MultipleEvidenceField(label=_("Photos and papers"), required=False)

    def __init__(self, *args, ruleset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method_number"].choices = [("", _("Choose …")), *parts_of(ruleset.methods.all())]
        self.fields["topic_number"].choices = [("", _("None in particular")), *numbered(ruleset.topics.all())]

    def clean_method_number(self):
        number, _dot, part = self.cleaned_data["method_number"].partition(".")
        self.cleaned_data["method_part"] = int(part or 0)
        return int(number)

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        return {"ruleset": round_.ruleset}


class LeaveOutForm(HouseForm):
    clauses = {"topic_number": "三(一)"}

    topic_number = forms.TypedChoiceField(label=_("Topic"), coerce=int)
    reason = forms.CharField(
        label=_("Why it is left out"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the report."),
    )  # fmt: skip

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic_number"].choices = numbered(topics)
