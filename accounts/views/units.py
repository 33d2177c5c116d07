from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.filters import UnitFilter
from accounts.models import TermOfOffice, Unit, User
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from accounts.presenters import activity
from accounts.views import users
from core.buttons import buttons_of
from core.cells import DASH, Link, Soft
from core.lists import DescribedListView
from core.presenters import timeline
from core.shapes import Badge, Button, Fact
from core.tables import Column, table_of
from core.views.base import ThingDetailView


@dataclass(frozen=True)
class TermRow:
    term: TermOfOffice
    badge: Badge
    actions: list[Button]


def _name(unit, today):
    name = Link(unit.name, unit.get_absolute_url())
    return name if unit.short_name == unit.name else (name, Soft(unit.short_name))


def _member(unit, today):
    return _("yes") if unit.is_member_unit else None


class UnitListView(DescribedListView):
    model = Unit
    rule = Permission.ACCOUNT_MANAGE
    filterset_class = UnitFilter
    heading = gettext_lazy("Units")
    lead = gettext_lazy(
        "Every body the regulation names: enter it once, then its accounts and, for a subdistrict, its principals."
    )
    nothing = gettext_lazy("No unit found")
    why = gettext_lazy(
        "No unit is entered yet, or none that the filters let through. Begin with the safety committee, its office and"
        " the subdistricts."
    )
    icon_name = "buildings"
    columns = (
        Column(gettext_lazy("Unit"), _name),
        Column(gettext_lazy("Kind"), lambda unit, today: unit.get_kind_display(), "tight"),
        Column(gettext_lazy("Organisation code"), lambda unit, today: unit.org_code, "tight"),
        Column(gettext_lazy("Member unit"), _member, "tight", is_desk_only=True),
        Column(gettext_lazy("Telephone"), lambda unit, today: unit.phone, is_desk_only=True),
        Column(gettext_lazy("Active accounts"), lambda unit, today: unit.account_count, "num", is_named=True),
        Column(gettext_lazy("State"), lambda unit, today: activity(unit), "tight"),
    )

    def get_base_queryset(self):
        """Accounts are counted of the rows that are shown, never of all."""
        active = User.objects.filter(unit=OuterRef("pk"), is_active=True).order_by().values("unit")
        counted = Coalesce(Subquery(active.annotate(count=Count("pk")).values("count")), 0)
        return super().get_base_queryset().annotate(account_count=counted).order_by(*Unit._meta.ordering)


def _account(row, today):
    user = row.term.user
    return Link(user.username, user.get_absolute_url()) if user else None


TERMS = (
    Column(gettext_lazy("Full name"), lambda row, today: row.term.full_name),
    Column(gettext_lazy("Post"), lambda row, today: row.term.get_post_display(), "tight"),
    Column(gettext_lazy("Account"), _account, "tight"),
    Column(gettext_lazy("In post from"), lambda row, today: row.term.from_on, "date"),
    Column(gettext_lazy("Last day in post"), lambda row, today: row.term.to_on, "date"),
    Column(gettext_lazy("State"), lambda row, today: row.badge, "tight"),
    Column(gettext_lazy("Actions"), lambda row, today: tuple(row.actions) or DASH, "act"),
)
PEOPLE = (users.NAME, users.ACCOUNT, users.ROLE, users.POST, users.STATE)


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
            (_("Gets copies of the results"), _("yes") if unit.gets_copies else _("no")),
            (_("Organisation code"), unit.org_code),
            (_("Telephone"), unit.phone),
            (_("Address"), unit.address),
            (_("Person to contact"), unit.contact_name),
            (_("Telephone for complaints"), unit.complaint_phone),
            (_("Mailbox for complaints"), unit.complaint_mailbox),
            (_("State"), _("Active") if unit.is_active else _("Deactivated")),
        ]
        held = list(unit.terms.select_related("user"))
        return super().get_context_data(
            facts=[Fact(label, value) for label, value in rows],
            has_principals=unit.kind == UnitKind.SUBDISTRICT,
            terms=table_of(_("Terms of office"), TERMS, map(self.term_row, held), self.today),
            people=table_of(_("Accounts"), PEOPLE, unit.users.order_by("-is_active", "username"), self.today),
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
