"""Units, accounts, principals and the register of people, opened by the demo's security administrator."""

from types import SimpleNamespace

from accounts.actions.terms import begin_term
from accounts.actions.units import create_unit
from accounts.actions.users import create_first_security_admin, create_user
from desk.demo import bodies
from planning.actions import people
from planning.models import Person


def build(clock) -> SimpleNamespace:
    """`users` by account name, `units` by code, `people` by full name."""
    at = clock.at(clock.day(-300))
    secadmin = create_first_security_admin(
        username="secadmin", password=bodies.PASSWORD, full_name=bodies.SECURITY_ADMIN_NAME, at=at, is_demo=True
    )
    units = {
        code: create_unit(
            name=name, short_name=short, kind=kind, is_member_unit=is_member, org_code=code, by=secadmin, at=at
        )
        for code, (name, short, kind, is_member) in bodies.UNITS.items()
    }
    users = {"secadmin": secadmin}
    for account in bodies.ACCOUNTS:
        users[account.username] = create_user(
            username=account.username,
            password=bodies.PASSWORD,
            full_name=account.full_name,
            role=account.role,
            unit=units.get(account.unit),
            post=account.post,
            email=f"{account.username}@example.invalid",
            is_demo=True,
            by=secadmin,
            at=at,
        )
    for code, director in bodies.PRINCIPALS.items():
        term = {"unit": units[code], "from_on": bodies.IN_POST_SINCE, "by": secadmin, "at": at}
        begin_term(user=users[code], full_name=users[code].full_name, post="party_secretary", **term)
        begin_term(full_name=director, post="office_director", **term)
    return SimpleNamespace(units=units, users=users, people=_register(units, users, at))


def _register(units, users, at) -> dict[str, Person]:
    return {
        serving.full_name: people.enter_person(
            full_name=serving.full_name,
            unit=units.get(serving.unit),
            post=serving.post,
            rank=serving.rank,
            member_type=serving.member_type,
            specialty=serving.specialty,
            user=users.get(serving.account),
            by=users["office"],
            at=at,
        )
        for team in bodies.TEAMS.values()
        for serving in team
    }
