from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit, User
from accounts.policies import post_problem, unit_problem, username_problem
from accounts.roles import Role
from core.forms import HouseForm, VersionedForm


class _PersonFacts(VersionedForm):
    full_name = forms.CharField(label=gettext_lazy("Full name"), max_length=50)
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"), queryset=Unit.objects.none(), required=False, empty_label=gettext_lazy("No unit")
    )
    post = forms.CharField(label=gettext_lazy("Post"), max_length=50, required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, required=False,
        help_text=gettext_lazy("Reminders go there too, without their text."),
    )  # fmt: skip

    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        own = person.unit_id if person else None
        self.fields["unit"].queryset = Unit.objects.filter(Q(is_active=True) | Q(pk=own))

    @staticmethod
    def arguments(person, *, user, today) -> dict:
        return {"person": person}

    def role_of(self, data):
        return self.person.role

    def clean(self):
        data = super().clean()
        role = self.role_of(data)
        if role and "unit" not in self.errors and (problem := unit_problem(role, data.get("unit"))):
            self.add_error("unit", problem)
        return data


class UserEditForm(_PersonFacts):
    """Account name and role stay: another role is another account."""

    @staticmethod
    def beginning(person, *, user, today) -> dict:
        return {name: getattr(person, name) for name in ("full_name", "unit", "post", "phone", "email")}


class _NewPassword(HouseForm):
    password = forms.CharField(
        label=gettext_lazy("Temporary password"), strip=False, max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )  # fmt: skip
    password_again = forms.CharField(
        label=gettext_lazy("Temporary password again"), strip=False, max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Tell it to the person by yourself; it must be changed at the next sign-in."),
    )  # fmt: skip

    def check_password(self, person) -> None:
        """The repetition has served its purpose here and goes no further."""
        first, second = self.cleaned_data.get("password"), self.cleaned_data.pop("password_again", None)
        if first and second and first != second:
            self.add_error("password_again", _("The two passwords differ. Enter the same one twice."))
        if first:
            try:
                validate_password(first, person)
            except ValidationError as weak:
                self.add_error("password", weak)


class UserCreateForm(_NewPassword, _PersonFacts):
    username = forms.CharField(
        label=gettext_lazy("Account"), max_length=50, validators=[UnicodeUsernameValidator()],
        help_text=gettext_lazy("What the person signs in with; it cannot be changed later."),
    )  # fmt: skip
    role = forms.ChoiceField(label=gettext_lazy("Role of the account"), choices=[("", "—"), *Role.choices])
    field_order = [
        "username", "full_name", "role", "unit", "post", "phone", "email", "password", "password_again",
    ]  # fmt: skip

    def role_of(self, data):
        return data.get("role")

    def clean_username(self):
        """As it will be read at the door, where full-width letters are taken for plain ones."""
        username = User.normalize_username(self.cleaned_data["username"])
        if problem := username_problem(username):
            raise ValidationError(problem)
        return username

    def clean_role(self):
        if problem := post_problem(self.cleaned_data["role"]):
            raise ValidationError(problem)
        return self.cleaned_data["role"]

    def clean(self):
        data = super().clean()
        names = {name: data.get(name) or "" for name in ("username", "full_name", "email")}
        self.check_password(User(**names))
        return data


class PasswordResetForm(_NewPassword, VersionedForm):
    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    @staticmethod
    def arguments(person, *, user, today) -> dict:
        return {"person": person}

    def clean(self):
        data = super().clean()
        self.check_password(self.person)
        return data
