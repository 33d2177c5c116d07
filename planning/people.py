"""Who is told; resolved when a message goes out, never stored."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import Unit, User
from accounts.roles import Role
from planning.models import Membership


def deciders() -> QuerySet[User]:
    """The committee and its secretary."""
    return User.objects.filter(role__in=[Role.COMMITTEE, Role.SECRETARY], is_active=True)


def unit_people(unit: Unit) -> QuerySet[User]:
    """Everybody who acts for the subdistrict."""
    return User.objects.filter(unit=unit, role=Role.SUBDISTRICT, is_active=True)


def users_of(memberships: Iterable[Membership]) -> list[User]:
    return [one.person.user for one in memberships if one.person.user_id]
