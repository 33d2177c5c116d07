from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions.scopes import unit_group, unit_scope
from accounts.models import User
from accounts.moves import check_permission
from accounts.permissions import Permission
from accounts.refusals import IllegalMove
from accounts.roles import ACTS_FOR_UNIT, Role
from accounts.trail import record_event


@transaction.atomic
def create_first_security_admin(*, username, password, full_name, at, is_demo=False) -> User:
    """The one account that nobody opened: all others are opened by it. Raises IllegalMove once there is any."""
    if User.objects.exists():
        raise IllegalMove(_("There are accounts already; the security administrator opens further ones."))
    user = User.objects.create_user(
        username,
        password,
        full_name=full_name,
        role=Role.SECURITY_ADMIN,
        is_demo=is_demo,
        must_change_password=not is_demo,
    )
    record_event("user.create", target=user, by=user, on=None, at=at, new={"username": username, "role": user.role})
    return user


@transaction.atomic
def create_user(*, username, password, full_name, role, by, at, unit=None, is_demo=False, **fields) -> User:
    """Open an account; who has such a role acts for his unit from now on. The password must be changed at the first
    sign-in, except for demo accounts."""
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    user = User.objects.create_user(
        username,
        password,
        full_name=full_name,
        role=role,
        unit=unit,
        is_demo=is_demo,
        must_change_password=not is_demo,
        **fields,
    )
    if unit is not None and role in ACTS_FOR_UNIT:
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
