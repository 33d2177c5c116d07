from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, ReasonForm, VersionedForm
from records.forms import DateInput, DecisionForm, MultipleEvidenceField
from rectification.forms.classifications import ReceiverField
from rectification.presenters.hand_off_groups import grouped_for_hand_off
from rectification.queries.duties import DutyTable, proposed_receiver, receivers
from rectification.queries.matters import not_handed_off, offered

NONE = "无"


def _text(label, *, rows=4, limit=4000, **kwargs):
    return forms.CharField(label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class FindingGroups(forms.CheckboxSelectMultiple):
    """Ticks under headings; a group is folded unless it is named in `opened`, or something in it is ticked."""

    template_name = "_components/choice_groups.html"
    opened: frozenset[str] = frozenset()

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["groups"] = [
            (label, options, label in self.opened or any(option["selected"] for option in options))
            for label, options, _index in groups
        ]
        return context


class FindingsField(forms.MultipleChoiceField):
    """Findings of the round: those to be handed over by the body that they are for, the others last."""

    widget = FindingGroups

    def offer(self, findings, *, receiver=None, draft=None) -> None:
        """`receiver`: the id of the body whose group stands first; the first that waits is open. `draft` is the
        hand-off that is edited: what stands in it is still to be handed over."""
        self._found = {str(finding.pk): finding for finding in findings}
        groups = grouped_for_hand_off(self._found.values(), first=receiver, draft=draft)
        self.choices = [
            (group.label, [(str(finding.pk), _told(finding)) for finding in group.findings]) for group in groups
        ]
        self.widget.opened = frozenset(group.label for group in groups[:1] if group.waits)

    def clean(self, value):
        return [self._found[pk] for pk in super().clean(value)]


def _told(finding) -> str:
    text = f"{finding.number}. {finding.subject_name}：{finding.text[:60]}"
    is_sorted = getattr(finding, "classification", None) is not None
    return text if is_sorted else _("%(text)s (not sorted yet)") % {"text": text}


class DraftForm(VersionedForm):
    """A hand-off of findings of one round to one receiver."""

    clauses = {"receiver": "三(三)4", "findings": "三(三)4"}

    findings = FindingsField(label=_("What is handed over"))
    receiver = ReceiverField(label=_("To"), empty_label=_("Choose"))
    receiver_reason = forms.CharField(
        label=_("Reason for another receiver than proposed"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    background = _text(
        _("Background"), rows=3, required=False, help_text=_("What the receiver should know besides; it is printed.")
    )
    requirement = _text(
        _("What is asked of the receiver"), rows=3, required=False,
        help_text=_("Beside the reply itself, which the letter asks for in any case; a line a sentence."),
    )  # fmt: skip
    includes_evidence = forms.BooleanField(
        label=_("The photos and papers of these findings go along"), required=False, initial=True
    )
    evidence = MultipleEvidenceField(label=_("Further files that go along"), required=False)
    urgent_reason = forms.CharField(
        label=_("Why it cannot wait for the report"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only for what is sent before the report is approved; the report then asks for ratification."),
    )  # fmt: skip

    def __init__(self, *args, found, draft=None, **kwargs):
        super().__init__(*args, **kwargs)
        begun = self.initial.get("receiver")
        self.fields["findings"].offer(found, receiver=getattr(begun, "pk", begun), draft=draft)
        self.fields["receiver"].queryset = receivers()

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        return {"found": offered(round_, user)}


class EditDraftForm(DraftForm):
    """Begins with the draft as it stands."""

    @staticmethod
    def arguments(hand_off, *, user, today) -> dict:
        return {"found": offered(hand_off.round, user), "draft": hand_off}

    @staticmethod
    def beginning(hand_off, *, user, today) -> dict:
        kept = ("receiver", "receiver_reason", "background", "requirement", "urgent_reason", "includes_evidence")
        return {name: getattr(hand_off, name) for name in kept} | {
            "findings": [line.finding_id for line in hand_off.lines.all()]
        }


def begun_with(round_, user, chosen) -> dict:
    """What a new draft begins with: the finding it was opened from, or what waits for the same receiver."""
    waiting = not_handed_off(offered(round_, user)).distinct()
    findings = list(waiting.filter(pk__in=chosen) if chosen else waiting)
    duties = DutyTable()
    receiver = proposed_receiver(findings[0], duties) if findings else None
    together = [finding for finding in findings if proposed_receiver(finding, duties) == receiver]
    return {"findings": [finding.pk for finding in together], "receiver": receiver}


class SendForm(VersionedForm):
    clauses = {"on": "三(三)4"}

    on = DayField(label=_("Day of the letter"), widget=DateInput)
    due_on = DayField(
        label=_("Reply agreed on by"), widget=DateInput, required=False,
        help_text=_("Empty: the days of the ruleset. The regulation names none."),
    )  # fmt: skip
    signatory = forms.CharField(
        label=_("Signatory"), max_length=30, required=False,
        help_text=_("Stands on a report to the Party Working Committee or the Administrative Committee only."),
    )  # fmt: skip

    def __init__(self, *args, is_upward=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_upward:
            del self.fields["signatory"]

    @staticmethod
    def arguments(hand_off, *, user, today) -> dict:
        return {"is_upward": hand_off.is_upward}


class ReceiveForm(VersionedForm):
    clauses = {"on": "三(三)4"}

    on = DayField(label=_("Received on"), widget=DateInput)
    contact = forms.CharField(label=_("Who handles it, with telephone"), max_length=120)


class RefuseForm(ReasonForm):
    on = DayField(label=_("Refused on"), widget=DateInput)


class ReRouteForm(ReasonForm):
    clauses = {"receiver": "三(三)4"}

    receiver = ReceiverField(label=_("To"), empty_label=_("Choose"))
    on = DayField(label=_("Day of the letter"), widget=DateInput)
    due_on = DayField(
        label=_("Reply agreed on by"), widget=DateInput, required=False,
        help_text=_("Empty: the days of the ruleset. The regulation names none."),
    )  # fmt: skip
    signatory = forms.CharField(
        label=_("Signatory"), max_length=30, required=False,
        help_text=_("Stands on a report to the Party Working Committee or the Administrative Committee only."),
    )  # fmt: skip

    field_order = ("receiver", "reason", "on", "due_on", "signatory")

    def __init__(self, *args, refused_by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = receivers().exclude(pk=refused_by.pk)

    @staticmethod
    def arguments(hand_off, *, user, today) -> dict:
        return {"refused_by": hand_off.receiver}


class ProgressForm(VersionedForm):
    progress = _text(_("Progress"))
    on = DayField(label=_("As of"), widget=DateInput)
    evidence = MultipleEvidenceField(label=_("Files"), required=False)


class AmountField(forms.CharField):
    """A number, or 无 for none; left empty it says neither."""

    def __init__(self, *args, places=0, **kwargs):
        self.places = places
        super().__init__(*args, max_length=20, **kwargs)

    def clean(self, value):
        words = super().clean(value).replace(",", "").replace("，", "").strip()
        if words == NONE:
            return Decimal(0)
        try:
            number = Decimal(words)
        except ArithmeticError:
            number = None
        if number is None or not number.is_finite() or number < 0 or self._is_too_fine(number):
            raise ValidationError(_("Give a number, or write “无” where there is none."), code="invalid")
        if number >= Decimal(10) ** (12 if self.places else 6):
            raise ValidationError(_("This number is too large. Check it."), code="invalid")
        return number

    def _is_too_fine(self, number: Decimal) -> bool:
        """Asked of its digits: to round a number of millions of places is refused by the library itself."""
        exponent = number.normalize().as_tuple().exponent
        return isinstance(exponent, int) and exponent < -self.places


class ResultForm(VersionedForm):
    clauses = {"result": "三(三)4", "fine_yuan": "三(三)5"}

    result = _text(_("Investigation and handling"), rows=6)
    people_held = AmountField(label=_("People held to account"), help_text=_("Write “无” where there are none."))
    units_punished = AmountField(label=_("Units punished"), help_text=_("Write “无” where there are none."))
    fine_yuan = AmountField(label=_("Fines in yuan"), places=2, help_text=_("Write “无” where there are none."))
    on = DayField(label=_("Day of the result"), widget=DateInput)
    evidence = MultipleEvidenceField(
        label=_("Files that prove it"), required=False,
        help_text=_("Decision, penalty slip or report. Without a file the hand-off cannot be closed."),
    )  # fmt: skip
    lateness_reason = forms.CharField(
        label=_("Why it is late"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only after the last day to reply."),
    )  # fmt: skip

    @staticmethod
    def beginning(hand_off, *, user, today) -> dict:
        """After the result came back: what was reported, to be completed."""
        if not hand_off.result:
            return {}
        counts = {name: getattr(hand_off, name) for name in ("people_held", "units_punished", "fine_yuan")}
        return {"result": hand_off.result} | {name: value or NONE for name, value in counts.items()}


class SendBackForm(ReasonForm):
    on = DayField(label=_("Sent back on"), widget=DateInput)
    due_on = DayField(
        label=_("Reply agreed on by"), widget=DateInput, required=False,
        help_text=_("Empty: the days of the ruleset. The regulation names none."),
    )  # fmt: skip


class CloseHandOffForm(VersionedForm):
    on = DayField(label=_("Closed on"), widget=DateInput)
    closing_note = forms.CharField(
        label=_("Note on the result"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class FollowUpForm(DecisionForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, needs_note=True, **kwargs)
        self.fields["note"].label = _("Why it takes so long that the round does not wait for it")
