from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.filters import UserFilter
from accounts.models import Brake, Unit, User
from accounts.permissions import Permission
from accounts.presenters import activity
from core.buttons import buttons_of, in_order
from core.cells import Link
from core.lists import DescribedListView
from core.shapes import Crumb, Fact
from core.tables import Column
from core.views.verbs import VerbView

NAME = Column(gettext_lazy("Full name"), lambda one, today: one.full_name, is_link=True)
ACCOUNT = Column(gettext_lazy("Account"), lambda one, today: one.username, "tight")
ROLE = Column(gettext_lazy("Role of the account"), lambda one, today: one.get_role_display(), "tight")
POST = Column(gettext_lazy("Post"), lambda one, today: one.post)
STATE = Column(gettext_lazy("State"), lambda one, today: activity(one), "tight")


def user_crumbs(person) -> list[Crumb]:
    accounts = [Crumb(gettext_lazy("Accounts"), reverse("accounts:user-list"))]
    return [*accounts, Crumb(person.full_name, person.get_absolute_url())] if person else accounts


def _unit(one, today):
    return Link(one.unit.short_name, one.unit.get_absolute_url()) if one.unit else None


class UserListView(DescribedListView):
    model = User
    rule = Permission.ACCOUNT_MANAGE
    filterset_class = UserFilter
    heading = gettext_lazy("Accounts")
    lead = gettext_lazy("One account for one person. The three administrators are three people and belong to no unit.")
    nothing = gettext_lazy("No account found")
    why = gettext_lazy("The filters let no account through.")
    icon_name = "person-gear"
    columns = (
        NAME,
        ACCOUNT,
        ROLE,
        Column(gettext_lazy("Unit"), _unit),
        POST,
        Column(gettext_lazy("Telephone"), lambda one, today: one.phone, is_desk_only=True),
        Column(gettext_lazy("Last sign-in"), lambda one, today: one.last_login, "date", is_desk_only=True),
        STATE,
    )

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("unit")


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
