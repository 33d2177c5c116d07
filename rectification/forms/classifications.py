from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from accounts.roles import Role
from core.forms import BulkForm, DayField, VersionedForm
from records.forms import DateInput, DecisionFields
from rectification.models.classification import MatterType
from rectification.queries.duties import receiver_by_duty, receivers

_UNLAWFUL = [("", _("Choose")), ("yes", _("Yes: unlawful")), ("no", _("No: not unlawful"))]


class ReceiverField(forms.ModelChoiceField):
    """A body matters may be handed to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, queryset=Unit.objects.none(), **kwargs)

    def label_from_instance(self, unit):
        return unit.name


class SortForm(VersionedForm):
    """The sorting of one finding; what the duty table proposes is chosen already."""

    clauses = {"is_unlawful": "三(三)4", "receiver": "三(三)4"}

    is_unlawful = forms.ChoiceField(label=_("Unlawful"), choices=_UNLAWFUL)
    matter = forms.ChoiceField(
        label=_("Type"), choices=[("", _("—")), *MatterType.choices], required=False,
        help_text=_("Needed where it is unlawful."),
    )  # fmt: skip
    receiver = ReceiverField(
        label=_("To be handed to"), required=False, empty_label=_("Nobody"),
        help_text=_("Proposed by the duty table; another body needs a reason."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For another body than the duty table names, or a violation that is not unlawful after all."),
    )  # fmt: skip
    on = DayField(label=_("Sorted on"), widget=DateInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = receivers()

    @staticmethod
    def beginning(finding, *, user, today) -> dict:
        return {"receiver": receiver_by_duty(finding)}

    def clean_is_unlawful(self):
        return self.cleaned_data["is_unlawful"] == "yes"


class SortManyForm(BulkForm):
    """One answer for all that are chosen; the receiver of each comes from the duty table."""

    clauses = {"is_unlawful": "三(三)4"}

    is_unlawful = forms.ChoiceField(label=_("Unlawful"), choices=_UNLAWFUL)
    matter = forms.ChoiceField(
        label=_("Type"), choices=[("", _("—")), *MatterType.choices], required=False,
        help_text=_("Needed where it is unlawful."),
    )  # fmt: skip
    on = DayField(label=_("Sorted on"), widget=DateInput)

    def clean_is_unlawful(self):
        return self.cleaned_data["is_unlawful"] == "yes"

    def clean(self):
        data = super().clean()
        if data.get("is_unlawful") and not data.get("matter"):
            self.add_error("matter", _("Choose of which type the unlawful matter is."))
        return data


class ResortForm(SortForm):
    """Begins with the sorting as it stands, and says why it changes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].help_text = _("Why the sorting changes.")

    @staticmethod
    def beginning(finding, *, user, today) -> dict:
        known = getattr(finding, "classification", None)
        if known is None:
            return {}
        return {
            "is_unlawful": "yes" if known.is_unlawful else "no",
            "matter": known.matter,
            "receiver": known.proposed_receiver,
            "version": known.version,
        }


class EntrustForm(DecisionFields, VersionedForm):
    clauses = {"reason": "三(三)4"}
    field_order = ["officer", "reason", "until_on", "on", "meeting_number", "scan"]

    officer = forms.ModelChoiceField(
        label=_("Officer of the committee office"), queryset=User.objects.none(), empty_label=_("Choose")
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
    until_on = DayField(
        label=_("Until"), widget=DateInput, required=False, help_text=_("Empty: until the round is closed.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = User.objects.filter(role=Role.OFFICE, is_active=True)
