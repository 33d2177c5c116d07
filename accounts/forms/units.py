from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit
from accounts.models.unit import UnitKind
from core.forms import VersionedForm

FACTS = (
    "name",
    "short_name",
    "kind",
    "is_member_unit",
    "gets_copies",
    "org_code",
    "phone",
    "address",
    "contact_name",
    "complaint_phone",
    "complaint_mailbox",
    "is_active",
)


class UnitForm(VersionedForm):
    name = forms.CharField(
        label=gettext_lazy("Full name of the unit"), max_length=100,
        help_text=gettext_lazy("As it stands in official papers, such as the heading of a notice."),
    )  # fmt: skip
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=40)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", "—"), *UnitKind.choices])
    is_member_unit = forms.BooleanField(
        label=gettext_lazy("Member unit of the safety committee"), required=False,
        help_text=gettext_lazy("Members of inspection teams come from member units; only experts may not."),
    )  # fmt: skip
    gets_copies = forms.BooleanField(
        label=gettext_lazy("Gets copies of the results"), required=False,
        help_text=gettext_lazy("Of the Party-Mass Work Department and the Political and Legal Affairs Commission."),
    )  # fmt: skip
    org_code = forms.CharField(
        label=gettext_lazy("Organisation code"), max_length=30, required=False,
        help_text=gettext_lazy("A code of your own; lists are ordered by it."),
    )  # fmt: skip
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    contact_name = forms.CharField(
        label=gettext_lazy("Person to contact"), max_length=40, required=False,
        help_text=gettext_lazy("Of the committee office: papers name this person with its telephone."),
    )  # fmt: skip
    complaint_phone = forms.CharField(
        label=gettext_lazy("Telephone for complaints"), max_length=40, required=False,
        help_text=gettext_lazy("Of the committee office: the notice of a round makes it known."),
    )  # fmt: skip
    complaint_mailbox = forms.CharField(
        label=gettext_lazy("Mailbox for complaints"), max_length=200, required=False,
        help_text=gettext_lazy("Of the committee office: an address for letters or an e-mail address."),
    )  # fmt: skip
    is_active = forms.BooleanField(
        label=gettext_lazy("Active"), required=False, initial=True,
        help_text=gettext_lazy("A unit that is not active can no longer be chosen; what refers to it stays."),
    )  # fmt: skip

    clauses = {"is_member_unit": "二(一)", "gets_copies": "三(三)6"}

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit

    @staticmethod
    def arguments(thing, *, user, today) -> dict:
        return {"unit": thing}

    @staticmethod
    def beginning(thing, *, user, today) -> dict:
        return {name: getattr(thing, name) for name in FACTS} if thing is not None else {}

    def clean(self):
        data = super().clean()
        if data.get("gets_copies") and data.get("kind") not in ("", None, UnitKind.PARTY_BODY):
            self.add_error("gets_copies", _("Copies go to party or administrative bodies only."))
        return data

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Unit.objects.exclude(pk=self.unit.pk) if self.unit else Unit.objects.all()
        if others.filter(name__iexact=name).exists():
            raise ValidationError(
                _("There is a unit named “%(name)s” already. Use that one, or enter another name.") % {"name": name}
            )
        return name
