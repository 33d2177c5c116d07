from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.grants import grant_to_group, revoke_from_group
from accounts.models import Scope, Unit, User
from accounts.models.unit import UnitKind
from accounts.roles import Grant, ScopeKind
from core.refusals import IllegalMove

_GRANT_OF_KIND: dict[str, Grant] = {
    UnitKind.SUBDISTRICT: Grant.OFFICIAL,
    UnitKind.DEPARTMENT: Grant.OFFICER,
    UnitKind.PARTY_BODY: Grant.RECIPIENT,
    UnitKind.LEADERSHIP: Grant.OFFICER,
}


def unit_group(unit: Unit) -> Group:
    """The group of everybody who acts for the unit."""
    group, _created = Group.objects.get_or_create(name=f"unit:{unit.pk}")
    return group


@transaction.atomic
def unit_scope(*, unit: Unit, by: User | None, at: datetime) -> Scope:
    """The unit's own scope, opened on first use and granted to the unit's people."""
    scope, created = Scope.objects.get_or_create(kind=ScopeKind.UNIT, unit=unit, defaults={"label": unit.short_name})
    if created and (grant := _GRANT_OF_KIND.get(unit.kind)):
        grant_to_group(group=unit_group(unit), grant=grant, scope=scope, by=by, at=at)
    return scope


def office_scope(*, by: User, at: datetime) -> Scope:
    """Where the office keeps what nobody else is to read yet: the scope of the unit of `by`, else of the office.
    Raises IllegalMove where there is neither."""
    unit = by.unit or Unit.objects.filter(kind=UnitKind.OFFICE, is_active=True).first()
    if unit is None:
        raise IllegalMove(
            _("The committee office is not in the register of units yet. Ask the security administrator to enter it.")
        )
    return unit_scope(unit=unit, by=by, at=at)


@transaction.atomic
def regrant_unit_scope(*, unit: Unit, by: User | None, at: datetime) -> Scope:
    """After the unit became another kind of body or got another name: its people hold what that kind holds."""
    scope = unit_scope(unit=unit, by=by, at=at)
    scope.label = unit.short_name
    scope.save(update_fields=["label"])
    revoke_from_group(group=unit_group(unit), scope=scope, by=by, at=at)
    if grant := _GRANT_OF_KIND.get(unit.kind):
        grant_to_group(group=unit_group(unit), grant=grant, scope=scope, by=by, at=at)
    return scope


def open_scope(*, kind: ScopeKind, label: str) -> Scope:
    return Scope.objects.create(kind=kind, label=label[:120])
