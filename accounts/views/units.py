from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.filters import UnitFilter
from accounts.models import TermOfOffice, Unit
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from core.buttons import births_of, buttons_of
from core.presenters import timeline
from core.shapes import Badge, Button, Fact
from core.views.base import ScopedListView, ThingDetailView


@dataclass(frozen=True)
class TermRow:
    term: TermOfOffice
    badge: Badge
    actions: list[Button]


class UnitListView(ScopedListView):
    model = Unit
    rule = Permission.ACCOUNT_MANAGE
    filterset_class = UnitFilter
    template_name = "accounts/unit/list.html"

    def get_base_queryset(self):
        active = Count("users", filter=Q(users__is_active=True))
        return super().get_base_queryset().annotate(account_count=active).order_by(*Unit._meta.ordering)

    def get_context_data(self, **kwargs):
        actions = births_of(Unit, user=self.request.user, today=self.today)
        return super().get_context_data(actions=actions, **kwargs)


class UnitDetailView(ThingDetailView):
    model = Unit
    rule = Permission.ACCOUNT_MANAGE
    template_name = "accounts/unit/detail.html"

    def get_context_data(self, **kwargs):
        unit = self.object
        rows = [
            (_("Full name of the unit"), unit.name),
            (_("Short name"), unit.short_name),
            (_("Kind"), unit.get_kind_display()),
            (_("Member unit of the safety committee"), _("yes") if unit.is_member_unit else _("no")),
            (_("Organisation code"), unit.org_code),
            (_("Telephone"), unit.phone),
            (_("Address"), unit.address),
            (_("State"), _("Active") if unit.is_active else _("Deactivated")),
        ]
        held = list(unit.terms.select_related("user"))
        return super().get_context_data(
            facts=[Fact(label, value) for label, value in rows],
            has_principals=unit.kind == UnitKind.SUBDISTRICT,
            terms=[self.term_row(term) for term in held],
            people=unit.users.order_by("-is_active", "username"),
            events=timeline([unit, *held], self.request.user),
            **kwargs,
        )

    def term_row(self, term) -> TermRow:
        if term.to_on is not None and term.to_on < self.today:
            badge = Badge(_("Out of post"))
        elif term.from_on > self.today:
            badge = Badge(_("Not yet in post"))
        else:
            badge = Badge(_("In office"), "ok")
        return TermRow(term, badge, buttons_of(term, user=self.request.user, today=self.today))
