from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actions import units
from accounts.forms.units import UnitForm
from accounts.models import Unit
from accounts.permissions import Permission
from core.shapes import Crumb
from core.verbs import Noun, Verb


def unit_crumbs(unit) -> list[Crumb]:
    units_list = [Crumb(_("Units"), reverse("accounts:unit-list"))]
    return [*units_list, Crumb(unit.short_name, unit.get_absolute_url())] if unit else units_list


UNIT = Noun(
    model=Unit,
    name="unit",
    path="accounts/units",
    home="accounts:unit-list",
    crumbs=unit_crumbs,
    verbs=(
        Verb(
            name="create",
            label=_("Enter a unit"),
            action=units.create_unit,
            form=UnitForm,
            done=_("The unit is entered. Now open the accounts of its people."),
            icon="plus-lg",
            is_step=True,
            is_birth=True,
            permission=Permission.ACCOUNT_MANAGE,
        ),
        Verb(
            name="edit",
            label=_("Change the unit"),
            action=units.edit_unit,
            form=UnitForm,
            effect=_("Papers that are issued keep the name they were issued under."),
            done=_("The unit is saved."),
            icon="pencil",
            permission=Permission.ACCOUNT_MANAGE,
        ),
    ),
)
