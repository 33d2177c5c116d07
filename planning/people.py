"""Who is told; resolved when a message goes out, never stored."""

from accounts.models import User
from accounts.roles import Role


def deciders():
    """The committee and its secretary."""
    return User.objects.filter(role__in=[Role.COMMITTEE, Role.SECRETARY], is_active=True)


def office_people():
    return User.objects.filter(role=Role.OFFICE, is_active=True)


def unit_people(unit):
    """Everybody who acts for the subdistrict."""
    return User.objects.filter(unit=unit, role=Role.SUBDISTRICT, is_active=True)


def users_of(memberships) -> list[User]:
    return [one.person.user for one in memberships if one.person.user_id]
