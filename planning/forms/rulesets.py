import re
from typing import NamedTuple

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, VersionedForm
from planning.actions.rulesets import HEAD, NumberedText
from planning.forms.common import ReasonForm
from planning.models import Ruleset
from planning.models.person import Rank
from planning.ruleset_rules import BOUNDS, LADDER_REACH, number_problems
from records.forms import DecisionForm

# Room for what an edition adds; what is left empty is left out.
_EMPTY_PLACES = 2
_MOST_PLACES = 30
_BETWEEN = re.compile(r"[\s,，、;；]+")


def label_of(name: str) -> str:
    """The words of a number with its unit."""
    label = str(capfirst(Ruleset._meta.get_field(name).verbose_name))
    if name not in BOUNDS:
        return label
    return gettext("%(what)s (%(unit)s)") % {"what": label, "unit": BOUNDS[name].unit}


class EditionReasonForm(ReasonForm):
    reason = forms.CharField(
        label=_("Reason for the new edition"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class LadderField(forms.CharField):
    """Days before the end as 7, after it as -7, the day itself as 0; cleans to whole numbers, the earliest first."""

    default_error_messages = {"not_days": _("Enter whole numbers of days with a comma between, such as 7, 1, 0, -3.")}

    def clean(self, value):
        parts = [part for part in _BETWEEN.split(super().clean(value).replace("−", "-")) if part]
        if not all(re.fullmatch(r"[+-]?\d{1,4}", part, re.ASCII) for part in parts):
            raise forms.ValidationError(self.error_messages["not_days"], code="not_days")
        return self.in_order([int(part) for part in parts])

    def in_order(self, days):
        return sorted(set(days), reverse=True)

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class ChaseLadderField(LadderField):
    """Days after the end from which each step of the chase is due, in the order of the steps."""

    def in_order(self, days):
        return days


class NumberRow(NamedTuple):
    value: forms.BoundField
    clause: forms.BoundField


class EditionForm(VersionedForm):
    """Title, number and day of an edition, and each of its numbers with the clause that fixes it."""

    template_name = "planning/ruleset/_numbers.html"

    title = forms.CharField(label=_("Title"), max_length=100)
    document_number = forms.CharField(
        label=_("Document number"), max_length=60, required=False,
        help_text=_("Such as 枣高管办字〔2022〕7号; needed before the edition is submitted."),
    )  # fmt: skip
    effective_on = DayField(
        label=_("Proposed to be in force from"), required=False,
        help_text=_("The committee fixes the day when it approves; needed before the edition is submitted."),
    )  # fmt: skip

    @staticmethod
    def beginning(ruleset, *, user, today) -> dict:
        known = {name: getattr(ruleset, name) for name in (*HEAD, *Ruleset.CLAUSES)}
        return known | {clause_name(name): ruleset.clauses.get(name, "") for name in Ruleset.CLAUSES}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in Ruleset.CLAUSES:
            self.fields[name] = _field_of(name)
            self.fields[clause_name(name)] = forms.CharField(
                label=_("Clause"), max_length=20, required=False,
                widget=forms.TextInput(attrs={"placeholder": gettext("not fixed by the regulation")}),
            )  # fmt: skip

    @property
    def heads(self) -> list:
        return [self[name] for name in HEAD]

    @property
    def rows(self) -> list[NumberRow]:
        return [NumberRow(self[name], self[clause_name(name)]) for name in Ruleset.CLAUSES]

    def clean(self):
        """The clauses by their number, and what is wrong beside the number it is about."""
        data = super().clean()
        data["clauses"] = {name: _half_width(data.pop(clause_name(name), "")) for name in Ruleset.CLAUSES}
        for name, words in number_problems(data).items():
            self.add_error(name, words)
        return data


def clause_name(name: str) -> str:
    return f"clause_{name}"


def _half_width(code: str) -> str:
    """Clauses are kept as 三(三)5, whichever brackets were typed."""
    return code.replace("（", "(").replace("）", ")").replace(" ", "")


def _field_of(name: str) -> forms.Field:
    label = label_of(name)
    if name == "leader_ranks":
        ranks = [choice for choice in Rank.choices if choice[0] != Rank.NONE]
        return forms.MultipleChoiceField(label=label, choices=ranks, widget=forms.CheckboxSelectMultiple)
    if name == "rolls_to_workday":
        return forms.BooleanField(label=label, required=False)
    if name == "chase_ladder":
        return ChaseLadderField(label=label, max_length=60, help_text=_("Such as 1, 3, 5, 7."))
    if name == "ladder":
        return LadderField(
            label=label, max_length=120,
            help_text=gettext("At most %(days)s days before or after.") % {"days": LADDER_REACH},
        )  # fmt: skip
    bounds = BOUNDS[name]
    if bounds.places:
        return forms.DecimalField(
            label=label, min_value=bounds.least, max_value=bounds.most, decimal_places=bounds.places,
            help_text=_("0 leaves this rule out."),
        )  # fmt: skip
    return forms.IntegerField(label=label, min_value=bounds.least, max_value=bounds.most)


class TextPlace(NamedTuple):
    number: int
    fields: list[forms.BoundField]


class TextsForm(VersionedForm):
    """Short title and text of each entry of a list, in order; a place left empty falls away."""

    template_name = "planning/ruleset/_texts.html"
    parts = ("short", "text")

    @staticmethod
    def texts_of(ruleset):
        raise NotImplementedError

    @classmethod
    def arguments(cls, ruleset, *, user, today) -> dict:
        return {"count": min(cls.texts_of(ruleset).count() + _EMPTY_PLACES, _MOST_PLACES)}

    @classmethod
    def beginning(cls, ruleset, *, user, today) -> dict:
        return {
            f"{part}-{one.number}": getattr(one, part) for one in cls.texts_of(ruleset).all() for part in cls.parts
        }

    def __init__(self, *args, count, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = range(1, count + 1)
        for number in self.numbers:
            self.fields[f"short-{number}"] = forms.CharField(label=_("Short title"), max_length=40, required=False)
            self.fields[f"text-{number}"] = forms.CharField(
                label=_("Text"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
            )
            if "checkpoints" in self.parts:
                self.fields[f"checkpoints-{number}"] = forms.CharField(
                    label=_("Checkpoints"), max_length=2000, required=False, help_text=_("One a line."),
                    widget=forms.Textarea(attrs={"rows": 3}),
                )  # fmt: skip

    @property
    def places(self) -> list[TextPlace]:
        return [TextPlace(number, [self[f"{part}-{number}"] for part in self.parts]) for number in self.numbers]

    def clean(self):
        """The list as `texts`; what is begun and not finished is named at its field."""
        data = super().clean()
        texts = []
        for number in self.numbers:
            typed = {part: data.pop(f"{part}-{number}", "").strip() for part in self.parts}
            if not any(typed.values()):
                continue
            for part in ("short", "text"):
                if not typed[part] and f"{part}-{number}" not in self.errors:
                    self.add_error(
                        f"{part}-{number}",
                        gettext("Fill this in too, or empty the whole of No. %(number)s.") % {"number": number},
                    )
            texts.append(NumberedText(**typed))
        if not texts and not self.errors:
            self.add_error("short-1", gettext("One entry at least is needed."))
        return data | {"texts": texts}


class TopicsForm(TextsForm):
    parts = ("short", "text", "checkpoints")

    @staticmethod
    def texts_of(ruleset):
        return ruleset.topics


class MethodsForm(TextsForm):
    @staticmethod
    def texts_of(ruleset):
        return ruleset.methods


class EditionApprovalForm(DecisionForm):
    """The decision of the committee, with the day from which the edition rules."""

    effective_on = DayField(
        label=_("In force from"),
        help_text=_("The day of the decision or later. Rounds the team has entered before keep their edition."),
    )
    field_order = ["on", "effective_on", "note", "meeting_number", "scan"]

    @staticmethod
    def beginning(ruleset, *, user, today) -> dict:
        proposed = ruleset.effective_on
        return {"effective_on": max(proposed, today) if proposed else today}
