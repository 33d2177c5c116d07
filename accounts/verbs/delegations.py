from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actions import delegations
from accounts.forms.delegations import DelegationForm
from accounts.models import Delegation, Scope
from accounts.permissions import Permission
from accounts.views.delegations import DelegationGiveView
from core.forms import ReasonForm
from core.shapes import Crumb
from core.verbs import Noun, Verb


def _is_his_and_not_over(delegation, user, today) -> bool:
    return delegation.giver_id == user.pk and delegation.is_open(today)


DELEGATION = Noun(
    model=Delegation,
    name="delegation",
    path="delegations",
    home="accounts:delegation-list",
    crumbs=lambda delegation: [Crumb(_("Delegations"), reverse("accounts:delegation-list"))],
    verbs=(
        Verb(
            name="give",
            label=_("Let somebody act for me"),
            action=delegations.give,
            form=DelegationForm,
            view=DelegationGiveView,
            effect=_(
                "Between these days the person may do what your office may do here. You keep your own rights, you "
                "answer for what is done, and the timeline names who did it. A delegate passes nothing on."
            ),
            done=_("The delegation is given, and the person is told."),
            icon="person-check",
            is_step=True,
            on=Scope,
            is_birth=True,
            permission=Permission.DELEGATION_GIVE,
        ),
        Verb(
            name="revoke",
            label=_("Take back the delegation"),
            action=delegations.revoke,
            form=ReasonForm,
            effect=_("It ends at once. What was done under it stands."),
            done=_("The delegation is taken back, and the person is told."),
            tone="danger",
            permission=Permission.DELEGATION_GIVE,
            offered=_is_his_and_not_over,
        ),
    ),
)
