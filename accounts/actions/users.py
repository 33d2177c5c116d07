from django.db import transaction

from accounts.actions.scopes import unit_group, unit_scope
from accounts.models import User
from accounts.moves import check_permission
from accounts.permissions import Permission
from accounts.trail import record_event


@transaction.atomic
def create_user(*, username, password, full_name, role, by, at, unit=None, **fields) -> User:
    """Open an account; a person with a unit acts for that unit from now on."""
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    user = User.objects.create_user(
        username, password, full_name=full_name, role=role, unit=unit, must_change_password=True, **fields
    )
    if unit is not None:
        unit_scope(unit=unit, by=by, at=at)
        user.groups.add(unit_group(unit))
    record_event("user.create", target=user, by=by, on=None, at=at, new={"username": username, "role": role})
    return user


@transaction.atomic
def change_password(*, user, password, by, at) -> User:
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record_event("user.change_password", target=user, by=by, on=None, at=at)
    return user
