from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, VersionedForm
from inspections.models import SubdistrictRound
from records.forms import DateInput, MultipleEvidenceField
from rectification.forms.draws import DrawForm
from rectification.models.follow_up import Hindrance
from rectification.queries.follow_ups import rounds_before


def _text(label, *, rows=3, **kwargs):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": 4000} | kwargs)


class RoundsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, round_):
        return str(round_)


class DrawFollowUpsForm(DrawForm):
    rounds = RoundsField(
        label=_("From what these rounds closed"), queryset=SubdistrictRound.objects.none(),
        help_text=_("Earlier rounds of the same subdistrict, of this year and of others."),
    )  # fmt: skip
    field_order = ["rounds", "number", "share", "takes_major", "on"]

    @staticmethod
    def arguments(round_, *, user, today) -> dict:
        return {"earlier": rounds_before(round_)}

    @staticmethod
    def beginning(round_, *, user, today) -> dict:
        known = DrawForm.beginning(round_, user=user, today=today)
        return known | {"rounds": [one.pk for one in rounds_before(round_)]}

    def __init__(self, *args, earlier, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rounds"].queryset = earlier


class HoldForm(VersionedForm):
    evidence = MultipleEvidenceField(label=_("Photos and papers"), required=False)
    words = _text(_("What was seen"), help_text=_("Where, and by what it shows that it is still fixed."))
    on = DayField(label=_("Looked at on"), widget=DateInput, help_text=_("A day of the stay."))


class ComeBackForm(VersionedForm):
    evidence = MultipleEvidenceField(
        label=_("Photos and papers"), required=False, help_text=_("They are kept with the new finding.")
    )
    text = _text(_("Problem, as it is found now"), max_length=20000)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    words = _text(_("What was seen"), rows=2, help_text=_("How it came back, compared with what was reported then."))
    on = DayField(label=_("Looked at on"), widget=DateInput, help_text=_("A day of the stay."))

    @staticmethod
    def beginning(check, *, user, today) -> dict:
        return {"text": check.text, "place": check.place}


class PassOverForm(VersionedForm):
    hindrance = forms.ChoiceField(label=_("Why it could not be checked"), choices=Hindrance.choices)
    words = _text(_("How that was found out"))
    evidence = MultipleEvidenceField(label=_("Photos and papers"), required=False)
    on = DayField(label=_("Looked at on"), widget=DateInput, help_text=_("A day of the stay."))


class LookAgainForm(VersionedForm):
    reason = _text(_("Why it is looked at again"), rows=2, max_length=500)
