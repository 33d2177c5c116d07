from django.utils.translation import gettext_lazy as _

from accounts.actions import terms
from accounts.forms.terms import TermEndForm, TermForm
from accounts.models import TermOfOffice, Unit
from accounts.models.unit import UnitKind
from accounts.permissions import Permission
from accounts.verbs.units import unit_crumbs
from core.verbs import Noun, Verb


def _has_principals(unit, user, today) -> bool:
    return unit.kind == UnitKind.SUBDISTRICT


def _is_not_over(term, user, today) -> bool:
    return term.to_on is None or term.to_on >= today


TERM = Noun(
    model=TermOfOffice,
    name="term",
    path="accounts/terms",
    home="accounts:unit-list",
    fetch=lambda found: found.select_related("unit"),
    crumbs=lambda term: unit_crumbs(term.unit),
    verbs=(
        Verb(
            name="begin",
            label=_("Begin a term of office"),
            action=terms.begin_term,
            form=TermForm,
            effect=_("Party secretary and office director answer alike; each post is held by one person."),
            done=_("The term of office is entered."),
            icon="person-plus",
            on=Unit,
            is_birth=True,
            permission=Permission.ACCOUNT_MANAGE,
            offered=_has_principals,
        ),
        Verb(
            name="end",
            label=_("End the term of office"),
            action=terms.end_term,
            form=TermEndForm,
            done=_("The end of the term is entered."),
            permission=Permission.ACCOUNT_MANAGE,
            offered=_is_not_over,
        ),
    ),
)
