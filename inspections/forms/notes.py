from typing import NamedTuple

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, HouseForm
from inspections.queries.notes import last_note
from records.forms import DateInput, MultipleEvidenceField

# The button that leads back to an empty form.
AGAIN = "again"


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
    """Photos and words first; where and with whom is folded."""

    clauses = {"method_number": "三(二)", "topic_number": "三(一)"}
    fieldsets = [
        (_("What was done and seen"), ["evidence", "text", "method_number", "topic_number"]),
        (_("Day, place and people"), ["on", "place", "people"]),
    ]
    folded = (1,)
    also = ((AGAIN, "1", _("Record and go on")),)

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

    @staticmethod
    def beginning(round_, *, user, today) -> dict:
        """The method and the topic of what this person noted last in the round."""
        last = last_note(round_, user)
        if last is None:
            return {}
        method = f"{last.method_number}.{last.method_part}" if last.method_part else str(last.method_number)
        return {"method_number": method, "topic_number": last.topic_number}


class TopicRow(NamedTuple):
    chosen: forms.BoundField
    reason: forms.BoundField


class LeaveOutForm(HouseForm):
    """Every topic that was not inspected: chosen or not, with a reason of its own or the one for all chosen."""

    template_name = "inspections/round/_leave_out_form.html"

    reason = forms.CharField(
        label=_("Reason for all chosen"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands for each chosen topic without a reason of its own. Reasons stand in the report."),
    )  # fmt: skip

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = topics
        for topic in topics:
            label = f"{topic.number}. {topic.short}"
            self.fields[f"topic-{topic.number}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"reason-{topic.number}"] = forms.CharField(
                label=gettext("%(topic)s: reason") % {"topic": label}, max_length=300, required=False,
                widget=forms.TextInput(attrs={"placeholder": gettext("Why it is left out")}),
            )  # fmt: skip

    @property
    def rows(self) -> list[TopicRow]:
        return [TopicRow(self[f"topic-{one.number}"], self[f"reason-{one.number}"]) for one in self.topics]

    def clean(self):
        """The reasons by topic. A changed reason counts though nobody ticked its topic."""
        data = super().clean()
        shared, reasons = data.pop("reason", ""), {}
        for topic in self.topics:
            is_chosen = data.pop(f"topic-{topic.number}", False)
            own = data.pop(f"reason-{topic.number}", "")
            if not is_chosen and own == topic.reason:
                continue
            reasons[topic.number] = own or shared
            if not reasons[topic.number]:
                words = gettext("Say why this topic is left out, or take its tick away.")
                self.add_error(f"reason-{topic.number}", words)
        if not reasons and not self.errors:
            self.add_error("reason", gettext("Choose at least one topic."))
        return {"reasons": reasons}
