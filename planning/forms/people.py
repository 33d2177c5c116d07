from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from accounts.roles import Role
from core.forms import VersionedForm
from planning.models.person import MemberType, Rank

FACTS = ("full_name", "member_type", "unit", "post", "rank", "is_in_post", "specialty", "phone", "user")


class AccountChoice(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return f"{user.username} {user.full_name}"


class PersonForm(VersionedForm):
    """No identity number, no health record: only what 二(一) asks."""

    full_name = forms.CharField(label=_("Full name"), max_length=50)
    member_type = forms.ChoiceField(label=_("Kind of member"), choices=MemberType.choices)
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.filter(is_active=True), required=False, empty_label=_("No unit"),
        help_text=_("Only an expert may come from outside the committee's member units."),
    )  # fmt: skip
    post = forms.CharField(label=_("Post"), required=False, max_length=60)
    rank = forms.ChoiceField(
        label=_("Rank"), choices=Rank.choices, initial=Rank.NONE,
        help_text=_("A leader needs section level or a matching grade."),
    )  # fmt: skip
    is_in_post = forms.BooleanField(label=_("In post"), required=False, initial=True)
    specialty = forms.CharField(label=_("Field of expertise"), required=False, max_length=60)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    user = AccountChoice(
        label=_("Account"), queryset=User.objects.none(), required=False, empty_label=_("No account"),
        help_text=_("The inspector's account; access follows the teams in which the person serves."),
    )  # fmt: skip

    clauses = {"member_type": "二(一)", "unit": "二(一)", "rank": "二(一)"}

    @staticmethod
    def arguments(person, *, user, today) -> dict:
        return {"person": person}

    @staticmethod
    def beginning(person, *, user, today) -> dict:
        return {name: getattr(person, name) for name in FACTS} if person else {}

    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        free = Q(person=None) | Q(person=person) if person else Q(person=None)
        self.fields["user"].queryset = User.objects.filter(free, role=Role.INSPECTOR, is_active=True)

    def clean(self):
        data = super().clean()
        if data.get("member_type") == MemberType.EXPERT and not data.get("specialty"):
            self.add_error("specialty", gettext("An expert needs the field of expertise."))
        return data
