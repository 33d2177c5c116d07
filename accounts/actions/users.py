from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.brakes import drop_all_of
from accounts.actions.grants import revoke_from_user
from accounts.actions.scopes import unit_group, unit_scope
from accounts.models import Scope, ScopeUserPermission, Unit, User
from accounts.permissions import Permission
from accounts.policies import post_problem, unit_problem, username_problem
from accounts.roles import ACTS_FOR_UNIT, Role, ScopeKind
from core.actions.events import record_event
from core.refusals import IllegalMove
from core.slots import Slot
from core.transitions import check_permission, lock

# Called as (user=…, by=…, at=…) once an account bears another name: registers of the same person go along.
NAME_FOLLOWERS: Slot[Callable[..., None]] = Slot()


@transaction.atomic
def create_first_security_admin(
    *, username: str, password: str, full_name: str, at: datetime, is_demo: bool = False
) -> User:
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
def create_user(
    *,
    username: str,
    password: str,
    full_name: str,
    role: str,
    by: User,
    at: datetime,
    unit: Unit | None = None,
    is_demo: bool = False,
    **fields: Any,
) -> User:
    """Open an account; who has such a role acts for his unit from now on. The password must be changed at the first
    sign-in, except for demo accounts. Raises NotAllowed, IllegalMove for a taken name, a second administrator of the
    same post, or a unit that does not go with the role."""
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    username = User.normalize_username(username)
    _refuse(username_problem(username) or post_problem(role) or unit_problem(role, unit))
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
    _act_for(user, unit, by=by, at=at)
    record_event("user.create", target=user, by=by, on=None, at=at, new={"username": username, "role": role})
    return user


@transaction.atomic
def edit_user(
    *, user: User, by: User, at: datetime, version: int | None = None, unit: Unit | None = None, **facts: Any
) -> User:
    """Change name, post, telephone, e-mail (`facts`) and unit. Who acts for his unit acts for the new one at once and
    for the old one no longer; who stands in the register of people is renamed there too. Raises NotAllowed,
    StaleCopy, IllegalMove for a unit that does not go with the role or while the person is still in post as a
    principal of the old one."""
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    user = lock(user, version=version)
    _refuse(unit_problem(user.role, unit))
    old_unit = user.unit
    changed = [name for name, value in facts.items() if getattr(user, name) != value]
    if unit != old_unit:
        _leave_unit(user, by=by, at=at)
        _act_for(user, unit, by=by, at=at)
    _store(user, unit=unit, **facts)
    if "full_name" in changed:
        for follow in NAME_FOLLOWERS:
            follow(user=user, by=by, at=at)
    # Telephone and address are the person's: the log says that they changed, not what they are.
    old: dict = {}
    new: dict = {"changed": changed}
    if unit != old_unit:
        old["unit"], new["unit"] = (each.short_name if each else "" for each in (old_unit, unit))
    record_event("user.edit", target=user, by=by, on=None, at=at, old=old, new=new)
    return user


@transaction.atomic
def deactivate_user(*, user: User, reason: str, by: User, at: datetime, version: int | None = None) -> User:
    """Close the account at once, running sessions too. Its grants stay as rows and count for nothing.

    Raises NotAllowed, StaleCopy, IllegalMove for one's own account and one that is closed already.
    """
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    user = lock(user, version=version)
    if user.pk == by.pk:
        raise IllegalMove(_("Nobody can deactivate his own account: nobody would be left to undo it."))
    if not user.is_active:
        raise IllegalMove(_("This account is deactivated already. Reload the page to see it."))
    _store(user, is_active=False)
    record_event("user.deactivate", target=user, by=by, on=None, at=at, reason=reason)
    return user


@transaction.atomic
def reactivate_user(*, user: User, reason: str, by: User, at: datetime, version: int | None = None) -> User:
    """Open it again, with the grants it has. Raises NotAllowed, StaleCopy, IllegalMove for an account that is active
    or while another administrator holds the post."""
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    user = lock(user, version=version)
    if user.is_active:
        raise IllegalMove(_("This account is active already. Reload the page to see it."))
    _refuse(post_problem(user.role))
    _store(user, is_active=True)
    record_event("user.reactivate", target=user, by=by, on=None, at=at, reason=reason)
    return user


@transaction.atomic
def reset_password(*, user: User, password: str, by: User, at: datetime, version: int | None = None) -> User:
    """Give a temporary password, to be changed at the next sign-in; running sessions end, and an account locked for
    wrong tries is open again. Raises NotAllowed, StaleCopy, IllegalMove for one's own account and for a closed one."""
    check_permission(Permission.ACCOUNT_MANAGE, by=by)
    user = lock(user, version=version)
    if user.pk == by.pk:
        raise IllegalMove(_("Change your own password under “Change password” in the menu at the top right."))
    if not user.is_active:
        raise IllegalMove(_("This account is deactivated. Reactivate it first, then reset the password."))
    user.set_password(password)
    _store(user, password=user.password, must_change_password=True)
    drop_all_of(user=user, by=by, at=at)
    record_event("user.reset_password", target=user, by=by, on=None, at=at)
    return user


def _refuse(problem: str) -> None:
    if problem:
        raise IllegalMove(problem)


def _store(user: User, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(user, name, value)
    user.version += 1
    user.save(update_fields=[*changes, "version"])


def _act_for(user: User, unit: Unit | None, *, by: User, at: datetime) -> None:
    if unit is not None and user.role in ACTS_FOR_UNIT:
        unit_scope(unit=unit, by=by, at=at)
        user.groups.add(unit_group(unit))


def _leave_unit(user: User, *, by: User, at: datetime) -> None:
    """A right to answer is never carried away from the unit: a running term must be ended first."""
    if user.unit is None:
        return
    if term := user.terms.filter(unit=user.unit).in_post_or_later(timezone.localdate(at)).first():
        raise IllegalMove(
            _("%(term)s is still in post in %(unit)s. Enter the end of the term on the unit's page first.")
            % {"term": term, "unit": user.unit.short_name}
        )
    user.groups.remove(unit_group(user.unit))
    for scope in Scope.objects.filter(kind=ScopeKind.UNIT, unit=user.unit):
        if ScopeUserPermission.objects.filter(user=user, content_object=scope).exists():
            revoke_from_user(user=user, scope=scope, by=by, at=at)


@transaction.atomic
def change_password(*, user: User, password: str, by: User, at: datetime) -> User:
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record_event("user.change_password", target=user, by=by, on=None, at=at)
    return user
