from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import users
from accounts.filters import UserFilter
from accounts.forms.users import PasswordResetForm, UserCreateForm, UserEditForm
from accounts.models import Unit, User
from accounts.permissions import Permission
from core.buttons import button
from core.forms import ReasonForm
from core.views.base import ScopedListView
from core.views.verbs import ActionView

FACTS = ("full_name", "unit", "post", "phone", "email")


class UserListView(ScopedListView):
    model = User
    rule = Permission.ACCOUNT_MANAGE
    filterset_class = UserFilter
    template_name = "accounts/user/list.html"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("unit")

    def get_context_data(self, **kwargs):
        actions = [button(_("Open an account"), "accounts:user-create", kind="primary", icon="person-plus")]
        return super().get_context_data(actions=actions, **kwargs)


class _AccountView(ActionView):
    """A verb on an account; the account's page is the one it is edited on."""

    rule = Permission.ACCOUNT_MANAGE
    model = User
    argument = "user"

    def get_success_url(self):
        return reverse("accounts:user-edit", args=[self.thing.pk])

    @property
    def cancel_url(self):
        return self.get_success_url()


class UserCreateView(ActionView):
    action = staticmethod(users.create_user)
    rule = Permission.ACCOUNT_MANAGE
    form_class = UserCreateForm
    title = gettext_lazy("Open an account")
    submit_label = gettext_lazy("Open the account")
    success_message = gettext_lazy("The account is open. Tell the person the account and the temporary password.")

    @property
    def cancel_url(self):
        return reverse("accounts:user-list")

    def get_initial(self):
        """From a unit's page the unit is known."""
        known = self.request.GET.get("unit", "")
        unit = Unit.objects.filter(pk=known).first() if _is_uuid(known) else None
        return {"unit": unit.pk if unit else None}

    def get_success_url(self):
        return reverse("accounts:user-edit", args=[self.result.pk])


class UserEditView(_AccountView):
    action = staticmethod(users.edit_user)
    form_class = UserEditForm
    template_name = "accounts/user/edit.html"
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("The account is saved.")

    @property
    def cancel_url(self):
        return reverse("accounts:user-list")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.thing}

    def get_initial(self):
        return {name: getattr(self.thing, name) for name in ("version", *FACTS)}

    def get_context_data(self, **kwargs):
        person = self.thing
        signed_in = person.last_login
        rows = [
            (_("Account"), person.username),
            (_("Role of the account"), person.get_role_display()),
            (_("State"), _("Active") if person.is_active else _("Deactivated")),
            (_("Last sign-in"), signed_in),
            (_("Password"), _("must be changed at the next sign-in") if person.must_change_password else _("set")),
        ]
        return super().get_context_data(
            crumbs=[{"label": _("Accounts"), "url": reverse("accounts:user-list")}],
            facts=[{"label": label, "value": value} for label, value in rows],
            actions=self.actions(person),
            **kwargs,
        )

    def actions(self, person) -> list[dict]:
        """One's own account is neither closed nor reset here."""
        if person.pk == self.request.user.pk:
            return []
        if not person.is_active:
            return [button(_("Reactivate"), "accounts:user-reactivate", person, icon="person-check")]
        return [
            button(_("Reset the password"), "accounts:user-reset-password", person, icon="key"),
            button(_("Deactivate"), "accounts:user-deactivate", person, kind="danger", icon="person-x"),
        ]


class UserDeactivateView(_AccountView):
    action = staticmethod(users.deactivate_user)
    form_class = ReasonForm
    title = gettext_lazy("Deactivate the account")
    submit_label = gettext_lazy("Deactivate")
    tone = "danger"
    explanation = gettext_lazy(
        "The person is signed out at once and cannot sign in any more. What the account did stays, and it can be "
        "reactivated with the rights it has."
    )
    success_message = gettext_lazy("The account is deactivated.")


class UserReactivateView(_AccountView):
    action = staticmethod(users.reactivate_user)
    form_class = ReasonForm
    title = gettext_lazy("Reactivate the account")
    submit_label = gettext_lazy("Reactivate")
    explanation = gettext_lazy("The person can sign in again with the former password and has the former rights.")
    success_message = gettext_lazy("The account is active again.")


class UserResetPasswordView(_AccountView):
    action = staticmethod(users.reset_password)
    form_class = PasswordResetForm
    title = gettext_lazy("Reset the password")
    submit_label = gettext_lazy("Reset the password")
    explanation = gettext_lazy("The person is signed out everywhere and chooses a new password at the next sign-in.")
    success_message = gettext_lazy("The password is reset. Tell the person the temporary one.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.thing}


def _is_uuid(text) -> bool:
    try:
        Unit._meta.pk.to_python(text)
    except ValidationError:
        return False
    return True
