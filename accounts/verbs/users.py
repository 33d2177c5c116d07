from django.utils.translation import gettext_lazy as _

from accounts.actions import users
from accounts.forms.users import PasswordResetForm, UserCreateForm, UserEditForm
from accounts.models import User
from accounts.permissions import Permission
from accounts.views.users import UserCreateView, UserEditView, user_crumbs
from core.forms import ReasonForm
from core.verbs import Noun, Verb


def _is_open_and_anothers(person, user, today) -> bool:
    """One's own account is neither closed nor reset here."""
    return person.is_active and person.pk != user.pk


def _is_closed(person, user, today) -> bool:
    return not person.is_active


USER = Noun(
    model=User,
    name="user",
    path="accounts/users",
    home="accounts:user-list",
    fetch=lambda found: found.select_related("unit"),
    crumbs=user_crumbs,
    verbs=(
        Verb(
            name="create",
            label=_("Open an account"),
            action=users.create_user,
            form=UserCreateForm,
            view=UserCreateView,
            done=_("The account is open. Tell the person the account and the temporary password."),
            icon="person-plus",
            is_step=True,
            is_birth=True,
            permission=Permission.ACCOUNT_MANAGE,
        ),
        Verb(
            name="edit",
            label=_("Change the account"),
            action=users.edit_user,
            form=UserEditForm,
            view=UserEditView,
            done=_("The account is saved."),
            permission=Permission.ACCOUNT_MANAGE,
        ),
        Verb(
            name="reset_password",
            label=_("Reset the password"),
            action=users.reset_password,
            form=PasswordResetForm,
            effect=_("The person is signed out everywhere and chooses a new password at the next sign-in."),
            done=_("The password is reset. Tell the person the temporary one."),
            icon="key",
            permission=Permission.ACCOUNT_MANAGE,
            offered=_is_open_and_anothers,
        ),
        Verb(
            name="deactivate",
            label=_("Deactivate the account"),
            action=users.deactivate_user,
            form=ReasonForm,
            effect=_(
                "The person is signed out at once and cannot sign in any more. What the account did stays, and it can "
                "be reactivated with the rights it has."
            ),
            done=_("The account is deactivated."),
            icon="person-x",
            tone="danger",
            permission=Permission.ACCOUNT_MANAGE,
            offered=_is_open_and_anothers,
        ),
        Verb(
            name="reactivate",
            label=_("Reactivate the account"),
            action=users.reactivate_user,
            form=ReasonForm,
            effect=_("The person can sign in again with the former password and has the former rights."),
            done=_("The account is active again."),
            icon="person-check",
            permission=Permission.ACCOUNT_MANAGE,
            offered=_is_closed,
        ),
    ),
)
