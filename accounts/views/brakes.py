from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.brakes import KINDS
from accounts.models import Brake
from accounts.permissions import Permission
from core.lists import Column, DescribedListView
from core.shapes import Crumb


def brake_crumbs(brake) -> list[Crumb]:
    locks = [Crumb(_("Locks"), reverse("accounts:brake-list"))]
    return [*locks, Crumb(str(brake), brake.get_absolute_url())] if brake else locks


class BrakeListView(DescribedListView):
    """What is locked now for wrong passwords: accounts and addresses."""

    rule = Permission.ACCOUNT_MANAGE
    model = Brake
    heading = _("Locks")
    lead = _(
        "Accounts and addresses from which too many wrong passwords came. Each opens by itself in time, or is "
        "unlocked here."
    )
    nothing = _("Nothing is locked")
    why = _("After five wrong passwords an account is locked, after thirty an address.")
    icon_name = "unlock"
    columns = (
        Column(_("Account or address"), lambda brake, today: str(brake)),
        Column(_("For"), lambda brake, today: KINDS[brake.kind].label),
        Column(_("Wrong tries"), lambda brake, today: brake.wrong, "num"),
        Column(_("Locked until"), lambda brake, today: brake.closed_until, "date"),
        Column(_("Unlock"), lambda brake, today: _("Unlock"), is_link=True),
    )

    def get_base_queryset(self):
        return super().get_base_queryset().closed(self.now).select_related("user")
