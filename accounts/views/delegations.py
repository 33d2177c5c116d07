from dataclasses import replace

from django.http import Http404
from django.utils.functional import cached_property

from accounts.delegable import is_delegable, office_of
from accounts.filters import DelegationFilter
from accounts.models import Delegation, Scope
from accounts.permissions import Permission
from accounts.presenters import delegation_row
from core.buttons import buttons_of, in_order
from core.shapes import Button
from core.views.base import ScopedListView
from core.views.verbs import VerbView


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

    def offices_to_give(self) -> list[Button]:
        """A button for each office that the person himself holds today, named by where it is held."""
        held = [pk for pk in self.access.scope_ids if self.access.permits(Permission.DELEGATION_GIVE, [pk])]
        found: list[Button] = []
        for scope in Scope.objects.filter(pk__in=held).order_by("label"):
            if is_delegable(scope) and office_of(scope).is_held_by(scope, self.request.user, self.today):
                offered = buttons_of(scope, user=self.request.user, today=self.today)
                given = [button for button in offered if button.verb == "delegation.give"]
                found += [replace(button, label=f"{button.label} · {scope.label}") for button in given]
        return in_order(found)


class DelegationGiveView(VerbView):
    """On the scope in which somebody else is to act; whose office it is says where it stands in the regulation."""

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
