from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Unit, User
from accounts.models.term import PrincipalPost
from accounts.models.unit import UnitKind
from accounts.policies import post_problem, unit_problem, username_problem
from accounts.roles import Role


class VersionedForm(forms.Form):
    """A form on a thing that exists: carries the version it was opened on (DESIGN §1)."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(VersionedForm):
    """A verb that must say why."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def show_present(form, thing, present: dict) -> None:
    """After a stale save: say beside each field what is stored by now, and take over the present version.

    `present` are the initial values of the form on the thing as it is. Who saves again does it knowing both texts.
    """
    if "version" in form.fields and "version" in present:
        form.data = form.data.copy()
        form.data[form.add_prefix("version")] = present["version"]
    for name, field in form.fields.items():
        if field.widget.is_hidden or name not in present or not hasattr(thing, name):
            continue
        if field.has_changed(present[name], form[name].data):
            form.add_error(name, _("Stored meanwhile: “%(value)s”") % {"value": _words(field, present[name])})


def _words(field, value) -> str:
    if value in (None, ""):
        return _("nothing")
    known = field.choices if isinstance(field, forms.ChoiceField) else ()
    return str(dict(known).get(value, value))


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
    org_code = forms.CharField(
        label=gettext_lazy("Organisation code"), max_length=30, required=False,
        help_text=gettext_lazy("A code of your own; lists are ordered by it."),
    )  # fmt: skip
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    is_active = forms.BooleanField(
        label=gettext_lazy("Active"), required=False, initial=True,
        help_text=gettext_lazy("A unit that is not active can no longer be chosen; what refers to it stays."),
    )  # fmt: skip

    clauses = {"is_member_unit": "二(一)"}

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Unit.objects.exclude(pk=self.unit.pk) if self.unit else Unit.objects.all()
        if others.filter(name=name).exists():
            raise ValidationError(
                _("There is a unit named “%(name)s” already. Use that one, or enter another name.") % {"name": name}
            )
        return name


class AccountChoice(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return f"{user.full_name}（{user.username}）"


class TermForm(forms.Form):
    user = AccountChoice(
        label=gettext_lazy("Account"), queryset=User.objects.none(), required=False,
        empty_label=gettext_lazy("No account"),
        help_text=gettext_lazy("With an account of the unit the principal signs receipts and submits reports."),
    )  # fmt: skip
    full_name = forms.CharField(
        label=gettext_lazy("Full name"), max_length=50, required=False,
        help_text=gettext_lazy("May stay empty where an account is chosen."),
    )  # fmt: skip
    post = forms.ChoiceField(label=gettext_lazy("Post"), choices=PrincipalPost.choices)
    from_on = forms.DateField(label=gettext_lazy("In post from"))
    to_on = forms.DateField(
        label=gettext_lazy("Last day in post"), required=False,
        help_text=gettext_lazy("Leave empty while it is not known."),
    )  # fmt: skip

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(unit=unit, role=Role.SUBDISTRICT, is_active=True)

    def clean(self):
        data = super().clean()
        if not data.get("full_name"):
            if data.get("user"):
                data["full_name"] = data["user"].full_name
            elif "user" not in self.errors and "full_name" not in self.errors:
                self.add_error("full_name", _("Enter the name, or choose the account."))
        if data.get("from_on") and data.get("to_on") and data["to_on"] < data["from_on"]:
            self.add_error("to_on", _("The last day in post cannot lie before the first."))
        return data


class TermEndForm(VersionedForm):
    to_on = forms.DateField(
        label=gettext_lazy("Last day in post"),
        help_text=gettext_lazy("The right to sign and to submit ends at midnight after this day."),
    )  # fmt: skip


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


class _NewPassword(forms.Form):
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
        first, second = self.cleaned_data.get("password"), self.cleaned_data.get("password_again")
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
        if problem := username_problem(self.cleaned_data["username"]):
            raise ValidationError(problem)
        return self.cleaned_data["username"]

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

    def clean(self):
        data = super().clean()
        self.check_password(self.person)
        return data
