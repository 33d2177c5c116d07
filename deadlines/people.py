"""Who is meant by a duty today; ready answers for `DeadlineKind.responsible`."""

from accounts.models import User
from accounts.queries.principals import people_who_answer
from accounts.roles import Grant, Role


def of_roles(*roles: Role) -> list[User]:
    return list(User.objects.filter(role__in=roles, is_active=True))


def people_of_unit(deadline, today) -> list[User]:
    """Everybody who acts for the responsible unit."""
    return list(User.objects.filter(unit_id=deadline.responsible_unit_id, unit__isnull=False, is_active=True))


def principals_of_unit(deadline, today) -> list[User]:
    """The principals of the responsible unit in post on the day, and who acts for one of them, by their accounts."""
    unit = deadline.responsible_unit
    return people_who_answer(unit, today) if unit is not None else []


def unit_and_principals(deadline, today) -> list[User]:
    """The principals in post that day, then everybody who acts for the unit; each once."""
    people = [*principals_of_unit(deadline, today), *people_of_unit(deadline, today)]
    return list({person.pk: person for person in people}.values())


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
