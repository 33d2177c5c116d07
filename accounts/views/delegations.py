from dataclasses import replace

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.delegable import is_delegable, office_of
from accounts.filters import DelegationFilter
from accounts.models import Delegation, Scope
from accounts.permissions import Permission
from accounts.presenters import delegation_row
from core.buttons import buttons_of, in_order
from core.cells import Soft
from core.lists import DescribedListView
from core.shapes import Button
from core.tables import Column
from core.views.verbs import VerbView


class DelegationListView(DescribedListView):
    model = Delegation
    rule = Permission.DELEGATION_VIEW
    filterset_class = DelegationFilter
    heading = _("Delegations")
    lead = _("Who acts for whom, where and on which days. A delegation ends by itself after its last day.")
    nothing = _("No delegation")
    why = _(
        "Nobody acts for another here. A team leader or a principal of a subdistrict gives a delegation before he is"
        " away."
    )
    icon_name = "person-check"
    columns = (
        Column(_("Acts for another"), lambda row, today: row.delegation.taker.printed_name),
        Column(_("On behalf of"), lambda row, today: row.delegation.giver.printed_name),
        Column(_("Office"), lambda row, today: (row.office, Soft(row.delegation.scope.label))),
        Column(_("First day"), lambda row, today: row.delegation.from_on, "date"),
        Column(_("Last day"), lambda row, today: row.delegation.to_on, "date"),
        Column(_("Reason"), lambda row, today: row.delegation.reason, is_desk_only=True),
        Column(_("State"), lambda row, today: row.badge, "tight"),
        Column(_("Actions"), lambda row, today: tuple(row.actions), "act"),
    )

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("giver__unit", "taker__unit", "scope")

    def get_filter_arguments(self):
        return {"today": self.today}

    def rows_of(self, things):
        return [delegation_row(one, self.request.user, self.today) for one in things]

    def get_context_data(self, **kwargs):
        return super().get_context_data(actions=self.offices_to_give(), **kwargs)

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
