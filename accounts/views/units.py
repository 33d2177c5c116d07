from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import terms, units
from accounts.filters import UnitFilter
from accounts.forms.terms import TermEndForm, TermForm
from accounts.forms.units import UnitForm
from accounts.models import TermOfOffice, Unit
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from core.buttons import button
from core.presenters import timeline
from core.views.base import ScopedListView, ThingDetailView
from core.views.verbs import ActionView

FACTS = ("name", "short_name", "kind", "is_member_unit", "org_code", "phone", "address", "is_active")


class UnitListView(ScopedListView):
    model = Unit
    rule = Permission.ACCOUNT_MANAGE
    filterset_class = UnitFilter
    template_name = "accounts/unit/list.html"

    def get_base_queryset(self):
        active = Count("users", filter=Q(users__is_active=True))
        return super().get_base_queryset().annotate(account_count=active).order_by(*Unit._meta.ordering)

    def get_context_data(self, **kwargs):
        actions = [button(_("Enter a unit"), "accounts:unit-create", kind="primary", icon="plus-lg")]
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
        in_post = {term.pk for term in unit.terms.in_post(self.today)}
        actions = [button(_("Change"), "accounts:unit-edit", unit, icon="pencil")]
        if has_principals := unit.kind == UnitKind.SUBDISTRICT:
            actions.insert(0, button(_("Begin a term of office"), "accounts:term-begin", unit, icon="person-plus"))
        return super().get_context_data(
            crumbs=[{"label": _("Units"), "url": reverse("accounts:unit-list")}],
            facts=[{"label": label, "value": value} for label, value in rows],
            actions=actions,
            has_principals=has_principals,
            terms=[(term, term.pk in in_post, term.to_on is None or term.to_on >= self.today) for term in held],
            people=unit.users.order_by("-is_active", "username"),
            events=timeline([unit, *held], self.request.user),
            **kwargs,
        )


class _UnitPage:
    """The way back and on is the unit's own page."""

    rule = Permission.ACCOUNT_MANAGE

    def get_success_url(self):
        return reverse("accounts:unit-detail", args=[self.unit_of_page().pk])

    @property
    def cancel_url(self):
        return self.get_success_url()

    def unit_of_page(self):
        return self.thing


class UnitCreateView(_UnitPage, ActionView):
    action = staticmethod(units.create_unit)
    form_class = UnitForm
    title = gettext_lazy("Enter a unit")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("The unit is entered. Now open the accounts of its people.")

    @property
    def cancel_url(self):
        return reverse("accounts:unit-list")

    def unit_of_page(self):
        return self.result


class UnitEditView(_UnitPage, ActionView):
    model = Unit
    action = staticmethod(units.edit_unit)
    argument = "unit"
    form_class = UnitForm
    title = gettext_lazy("Change the unit")
    submit_label = gettext_lazy("Save")
    explanation = gettext_lazy("Papers that are issued keep the name they were issued under.")
    success_message = gettext_lazy("The unit is saved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"unit": self.thing}

    def get_initial(self):
        return {name: getattr(self.thing, name) for name in ("version", *FACTS)}


class TermBeginView(_UnitPage, ActionView):
    model = Unit
    action = staticmethod(terms.begin_term)
    argument = "unit"
    form_class = TermForm
    title = gettext_lazy("Begin a term of office")
    submit_label = gettext_lazy("Save")
    explanation = gettext_lazy("Party secretary and office director answer alike; each post is held by one person.")
    success_message = gettext_lazy("The term of office is entered.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"unit": self.thing}

    def get_initial(self):
        return {"from_on": self.today}


class TermEndView(_UnitPage, ActionView):
    model = TermOfOffice
    action = staticmethod(terms.end_term)
    argument = "term"
    form_class = TermEndForm
    title = gettext_lazy("End the term of office")
    submit_label = gettext_lazy("Save")
    success_message = gettext_lazy("The end of the term is entered.")

    def unit_of_page(self):
        return self.thing.unit

    def get_initial(self):
        return super().get_initial() | {"to_on": self.thing.to_on or self.today}
