"""Who belongs to a round on a day; resolved when it is asked, never stored."""

from accounts.models import User
from planning.models import Membership
from planning.models.membership import MemberRole


def members_on(round_, day) -> list[Membership]:
    """The team of that day, the leader first."""
    found = round_.team.memberships.in_office(day).select_related("person__unit", "person__user")
    return sorted(found, key=lambda one: (one.role != MemberRole.LEADER, one.person.full_name))


def acting_on(round_, day) -> list[Membership]:
    """Who may act on that day: whoever was taken out of the team on it no longer may (R32)."""
    return list(round_.team.memberships.acting(day).select_related("person__unit", "person__user"))


def users_of(memberships) -> list[User]:
    return [one.person.user for one in memberships if one.person.user_id and one.person.user.is_active]


def leader_users(round_, day) -> list[User]:
    return users_of(one for one in acting_on(round_, day) if one.role == MemberRole.LEADER)


def subdistrict_users(round_) -> list[User]:
    return list(User.objects.filter(unit=round_.subdistrict, is_active=True))
