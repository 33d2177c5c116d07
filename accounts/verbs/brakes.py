from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actions import brakes
from accounts.models import Brake
from accounts.permissions import Permission
from accounts.views.brakes import brake_crumbs
from core.verbs import Noun, Verb

BRAKE = Noun(
    model=Brake,
    name="brake",
    path="accounts/locks",
    home="accounts:brake-list",
    fetch=lambda found: found.select_related("user"),
    crumbs=brake_crumbs,
    verbs=(
        Verb(
            name="release",
            label=_("Unlock"),
            action=brakes.release,
            effect=_(
                "The next try is looked at again, and wrong ones are counted anew. Ask the person first: whoever "
                "guesses passwords may try again, too."
            ),
            done=_("It is unlocked."),
            icon="unlock",
            permission=Permission.ACCOUNT_MANAGE,
            leads_to=lambda brake: reverse_lazy("accounts:brake-list"),
        ),
    ),
)
