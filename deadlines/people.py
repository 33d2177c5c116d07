"""Who is meant by a duty today; ready answers for `DeadlineKind.responsible`."""

from accounts.models import User
from accounts.roles import Grant, Role


def of_roles(*roles: Role) -> list[User]:
    return list(User.objects.filter(role__in=roles, is_active=True))


def people_of_unit(deadline, today) -> list[User]:
    """Everybody who acts for the responsible unit."""
    return list(User.objects.filter(unit_id=deadline.responsible_unit_id, unit__isnull=False, is_active=True))


def principals_of_unit(deadline, today) -> list[User]:
    """The principals of the responsible unit in post on the day, where they have an account."""
    if deadline.responsible_unit_id is None:
        return []
    in_post = deadline.responsible_unit.terms.in_post(today).filter(user__is_active=True).select_related("user")
    return list({term.user_id: term.user for term in in_post}.values())


def holders(*grants: Grant):
    """Whoever holds one of these grants on the deadline's scope or its round, such as the leader of the team.

    A grant that has run out counts for nothing: the sweep asks again whether a recipient reaches the scope.
    """

    def responsible(deadline, today) -> list[User]:
        found = User.objects.filter(
            is_active=True,
            scopeuserpermission__content_object__in=deadline.scope_ids,
            scopeuserpermission__permission__codename__in=grants,
        )
        return list(found.distinct())

    return responsible


def office(deadline, today) -> list[User]:
    return of_roles(Role.OFFICE)


def committee(deadline, today) -> list[User]:
    return of_roles(Role.COMMITTEE, Role.SECRETARY)
