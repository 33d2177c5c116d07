from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DayField, HouseForm, ReasonForm, VersionedForm
from deadlines.models import Deadline
from records.forms import DateInput
from rectification.chase_ladder import ChaseLevel


class _ChosenForm(HouseForm):
    """What is asked once for the overdue duties that were chosen on the board or on a page."""

    deadlines = forms.ModelMultipleChoiceField(
        label=_("Chosen"), queryset=Deadline.objects.none(), widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Choose at least one."), "invalid_choice": _(
            "One of those chosen is done by now, or is not chased. Go back to the board and choose again.")},
    )  # fmt: skip

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deadlines"].queryset = found


class IssueChaseForm(_ChosenForm):
    clauses = {"level": "二(一)2"}

    level = forms.ChoiceField(
        label=pgettext_lazy("of a chase", "Level"), required=False,
        choices=[("", _("By the ladder (as said above)")), *ChaseLevel.choices],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason for a higher level"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where the level is higher than the ladder asks for; it is not printed."),
    )  # fmt: skip
    request = forms.CharField(
        label=_("What is asked besides"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The note asks for the matters and the reason of the delay in any case; a line a sentence."),
    )  # fmt: skip
    on = DayField(label=_("Day of the note"), widget=DateInput)


class LogCallForm(_ChosenForm):
    spoken_to = forms.CharField(label=_("Spoken to"), max_length=120)
    outcome = forms.CharField(label=_("Outcome"), max_length=300)
    on = DayField(label=_("Called on"), widget=DateInput)


class ReplyForm(VersionedForm):
    reply = forms.CharField(
        label=_("Reply"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why it is late, and by when it is done. What is done is reported on the page of the matter."),
    )  # fmt: skip
    on = DayField(label=_("Replied on"), widget=DateInput)


class WithdrawForm(ReasonForm):
    on = DayField(label=_("Withdrawn on"), widget=DateInput)
