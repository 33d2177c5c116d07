from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.filters import UserFilter
from accounts.models import Brake, Unit, User
from accounts.permissions import Permission
from core.buttons import births_of, buttons_of, in_order
from core.shapes import Crumb, Fact
from core.views.base import ScopedListView
from core.views.verbs import VerbView


def user_crumbs(person) -> list[Crumb]:
    accounts = [Crumb(gettext_lazy("Accounts"), reverse("accounts:user-list"))]
    return [*accounts, Crumb(person.full_name, person.get_absolute_url())] if person else accounts


class UserListView(ScopedListView):
    model = User
    rule = Permission.ACCOUNT_MANAGE
    filterset_class = UserFilter
    template_name = "accounts/user/list.html"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("unit")

    def get_context_data(self, **kwargs):
        actions = births_of(User, user=self.request.user, today=self.today)
        return super().get_context_data(actions=actions, **kwargs)


class UserCreateView(VerbView):
    """From a unit's page the unit is known."""

    def get_initial(self):
        known = self.request.GET.get("unit", "")
        unit = Unit.objects.filter(pk=known).first() if _is_uuid(known) else None
        return super().get_initial() | {"unit": unit.pk if unit else None}


class UserEditView(VerbView):
    """An account has no page but the one it is changed on; the other verbs stand there too."""

    template_name = "accounts/user/edit.html"

    @property
    def cancel_url(self):
        return reverse("accounts:user-list")

    def crumbs(self):
        return user_crumbs(None)

    def get_context_data(self, **kwargs):
        person = self.thing
        locked = Brake.objects.visible_to(self.request.user).closed(self.now).filter(user=person).first()
        offered = [
            button
            for thing in (locked, person)
            if thing is not None
            for button in buttons_of(thing, user=self.request.user, today=self.today)
        ]
        rows = [
            (_("Account"), person.username),
            (_("Role of the account"), person.get_role_display()),
            (_("State"), _("Active") if person.is_active else _("Deactivated")),
            (_("Last sign-in"), person.last_login),
            (_("Password"), _("must be changed at the next sign-in") if person.must_change_password else _("set")),
        ]
        if locked is not None:
            rows.append((_("Locked after wrong passwords until"), locked.closed_until))
        return super().get_context_data(
            facts=[Fact(label, value) for label, value in rows],
            actions=in_order([button for button in offered if button.verb != "user.edit"]),
            **kwargs,
        )


def _is_uuid(text) -> bool:
    try:
        Unit._meta.pk.to_python(text)
    except ValidationError:
        return False
    return True
