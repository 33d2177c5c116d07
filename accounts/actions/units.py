from django.db import transaction

from accounts.actions.scopes import unit_scope
from accounts.models import Unit
from accounts.moves import check_permission
from accounts.permissions import Permission
from accounts.trail import record_event


@transaction.atomic
def create_unit(*, name, short_name, kind, by, at, **fields) -> Unit:
    """Enter a body of the regulation in the register (R5), with the scope its own things will stand in."""
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    unit = Unit(name=name, short_name=short_name, kind=kind, **fields)
    unit._history_user = by
    unit.save()
    unit_scope(unit=unit, by=by, at=at)
    record_event("unit.create", target=unit, by=by, on=None, at=at, new={"name": name, "kind": kind})
    return unit
