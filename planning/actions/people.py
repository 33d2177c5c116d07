"""The register of people who may serve in a team (R14, R17): office only."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.permissions import Permission
from accounts.roles import Role
from core.actions.events import record_event
from core.actions.moves import begin, store
from core.refusals import IllegalMove
from core.transitions import check_permission, lock
from planning.actions.grants import project
from planning.models import InspectionTeam, Person


@transaction.atomic
def enter_person(
    *,
    full_name: str,
    member_type: str,
    by: User,
    at: datetime,
    unit: Unit | None = None,
    post: str = "",
    rank: str = "none",
    is_in_post: bool = True,
    specialty: str = "",
    phone: str = "",
    user: User | None = None,
) -> Person:
    """Put somebody in the register. `user` is the inspector's account, where there is one.

    Raises NotAllowed, IllegalMove for an account that is another person's or no inspector's.
    """
    check_permission(Permission.TEAM_PROPOSE, by=by)
    person = Person(
        full_name=full_name.strip(), member_type=member_type, unit=unit, post=post, rank=rank,
        is_in_post=is_in_post, specialty=specialty, phone=phone, user=user,
    )  # fmt: skip
    _require_free_account(person)
    return begin(person, "person.enter", by=by, on=None, at=at)


@transaction.atomic
def change_person(*, person: Person, by: User, at: datetime, version: int | None = None, **facts: Any) -> Person:
    """Change facts of a person; teams in which he serves keep their composition. A new account gets the grants of the
    memberships at once, and the old one loses them. Raises NotAllowed, IllegalMove, StaleCopy."""
    check_permission(Permission.TEAM_PROPOSE, by=by)
    person = lock(person, version=version)
    old_user_id = person.user_id
    for name, value in facts.items():
        setattr(person, name, value)
    _require_free_account(person)
    store(person, by=by, **facts)
    record_event("person.change", target=person, by=by, on=None, at=at)
    if person.user_id != old_user_id:
        for team in InspectionTeam.objects.filter(memberships__person=person).distinct():
            project(team, by, at)
    return person


def follow_account_name(*, user: User, by: User, at: datetime) -> None:
    """The account bears another name: so does its person, in whose name teams are put together (二(一))."""
    person = Person.objects.filter(user=user).first()
    if person is not None and person.full_name != user.full_name:
        store(lock(person), by=by, full_name=user.full_name)
        record_event("person.rename", target=person, by=by, on=None, at=at)


def _require_free_account(person: Person) -> None:
    if not person.full_name:
        raise IllegalMove(_("Enter the name."))
    account = person.user
    if account is None:
        return
    if account.full_name != person.full_name:
        raise IllegalMove(
            _(
                "The account %(account)s bears the name %(name)s. One person has one name: the security administrator"
                " changes it at the account, and the register follows."
            )
            % {"account": account.username, "name": account.full_name}
        )
    other = Person.objects.filter(user=account).exclude(pk=person.pk).first()
    if other is not None:
        raise IllegalMove(
            _("The account %(account)s belongs to %(name)s already. Choose another account or leave it empty.")
            % {"account": account.username, "name": other.full_name}
        )
    if account.role != Role.INSPECTOR:
        raise IllegalMove(
            _("The account %(account)s is not an inspector's. Who serves in a team uses an inspector's account.")
            % {"account": account.username}
        )
