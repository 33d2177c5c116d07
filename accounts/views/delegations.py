from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import delegations
from accounts.delegable import is_delegable, office_of
from accounts.filters import DelegationFilter
from accounts.forms.delegations import DelegationForm
from accounts.models import Delegation, Scope
from accounts.permissions import Permission
from accounts.presenters import delegation_row
from core.buttons import button
from core.forms import ReasonForm
from core.views.base import ScopedListView
from core.views.verbs import ActionView


class DelegationListView(ScopedListView):
    model = Delegation
    rule = Permission.DELEGATION_VIEW
    filterset_class = DelegationFilter
    template_name = "accounts/delegation/list.html"

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("giver__unit", "taker__unit", "scope")

    def get_filter_arguments(self):
        return {"today": self.today}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(actions=self.offices_to_give(), **kwargs)
        rows = [delegation_row(one, self.request.user, self.today) for one in context["object_list"]]
        return context | {"rows": rows}

    def offices_to_give(self) -> list[dict]:
        """A button for each office that the person himself holds today."""
        held = [pk for pk in self.access.scope_ids if self.access.permits(Permission.DELEGATION_GIVE, [pk])]
        found = []
        for scope in Scope.objects.filter(pk__in=held).order_by("label"):
            if is_delegable(scope) and office_of(scope).is_held_by(scope, self.request.user, self.today):
                label = _("Let somebody act for me: %(scope)s") % {"scope": scope.label}
                found.append(button(label, "accounts:delegation-give", scope, kind="primary", icon="person-check"))
        return found


class _DelegationView(ActionView):
    def get_success_url(self):
        return reverse("accounts:delegation-list")

    @property
    def cancel_url(self):
        return self.get_success_url()


class DelegationGiveView(_DelegationView):
    """On the scope in which somebody else is to act."""

    model = Scope
    action = staticmethod(delegations.give)
    argument = "scope"
    rule = Permission.DELEGATION_GIVE
    form_class = DelegationForm
    title = gettext_lazy("Let somebody act for me")
    submit_label = gettext_lazy("Give the delegation")
    explanation = gettext_lazy(
        "Between these days the person may do what your office may do here. You keep your own rights, you answer for "
        "what is done, and the timeline names who did it. A delegate passes nothing on."
    )
    success_message = gettext_lazy("The delegation is given, and the person is told.")

    @cached_property
    def thing(self):
        """Nobody holds an office in a lead or in a sealed visit."""
        scope = super().thing
        if not is_delegable(scope):
            raise Http404
        return scope

    @property
    def clause(self):
        return office_of(self.thing).clause

    def get_form_kwargs(self):
        takers = office_of(self.thing).takers(self.thing, self.today).exclude(pk=self.request.user.pk)
        return super().get_form_kwargs() | {"takers": takers.order_by("full_name", "username")}

    def get_initial(self):
        return {"from_on": self.today}


class DelegationRevokeView(_DelegationView):
    model = Delegation
    action = staticmethod(delegations.revoke)
    argument = "delegation"
    rule = Permission.DELEGATION_GIVE
    form_class = ReasonForm
    title = submit_label = gettext_lazy("Take back the delegation")
    tone = "danger"
    explanation = gettext_lazy("It ends at once. What was done under it stands.")
    success_message = gettext_lazy("The delegation is taken back, and the person is told.")
