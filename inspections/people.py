"""Who belongs to a round on a day; resolved when it is asked, never stored."""

from accounts.models import User
from planning.models import Membership
from planning.models.membership import MemberRole


def members_on(round_, day) -> list[Membership]:
    """The team of that day, the leader first."""
    found = round_.team.memberships.in_office(day).select_related("person__unit", "person__user")
    return sorted(found, key=lambda one: (one.role != MemberRole.LEADER, one.person.full_name))


def leader_on(round_, day) -> Membership | None:
    return next((one for one in members_on(round_, day) if one.role == MemberRole.LEADER), None)


def users_of(memberships) -> list[User]:
    return [one.person.user for one in memberships if one.person.user_id and one.person.user.is_active]


def leader_users(round_, day) -> list[User]:
    return users_of(one for one in members_on(round_, day) if one.role == MemberRole.LEADER)


def subdistrict_users(round_) -> list[User]:
    return list(User.objects.filter(unit=round_.subdistrict, is_active=True))
