from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, HouseForm
from inspections.queries.notes import last_note
from records.forms import DateInput, MultipleEvidenceField

# The button that leads back to an empty form.
AGAIN = "again"


def numbered(items) -> list[tuple[int, str]]:
    return [(item.number, f"{item.number}. {item.short}") for item in items]


class NoteForm(HouseForm):
    """Photos and words first; where and with whom is folded."""

    clauses = {"method_number": "三(二)", "topic_number": "三(一)"}
    fieldsets = [
        (_("What was done and seen"), ["evidence", "text", "method_number", "topic_number"]),
        (_("Day, place and people"), ["on", "place", "people"]),
    ]
    folded = (1,)
    also = ((AGAIN, "1", _("Record and go on")),)

    on = DayField(label=_("Day"), widget=DateInput)
    method_number = forms.TypedChoiceField(label=_("Method"), coerce=int)
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
        self.fields["method_number"].choices = [("", _("Choose …")), *numbered(ruleset.methods.all())]
        self.fields["topic_number"].choices = [("", _("None in particular")), *numbered(ruleset.topics.all())]

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        return {"ruleset": round_.ruleset}

    @staticmethod
    def beginning(round_, *, user, today) -> dict:
        """The method and the topic of what this person noted last in the round."""
        last = last_note(round_, user)
        return {"method_number": last.method_number, "topic_number": last.topic_number} if last else {}


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
