"""A principal's office as one that can be delegated (accounts.delegable): the scope of a unit stands for the unit."""

from accounts.actions.principals import project_principals
from accounts.models import User
from accounts.roles import Role


def is_principal(scope, user, day) -> bool:
    return scope.unit.terms.in_post(day).filter(user=user).exists()


def may_stand_in(scope, day):
    """Whoever acts for the same subdistrict."""
    return User.objects.filter(unit=scope.unit, role=Role.SUBDISTRICT, is_active=True)


def project_scope(scope, *, by, at) -> None:
    project_principals(scope.unit, by=by, at=at)
