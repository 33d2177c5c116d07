"""The register of people."""

import pytest

from accounts.actions import users
from accounts.roles import Role
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from planning.actions import people
from planning.models import Person
from tests.accounts.builders import person
from tests.planning import builders as build
from tests.planning.builders import DRAFTED, at_on


def test_only_the_office_enters_people(here):
    for user in (here.committee, here.principal, here.officer, here.secadmin):
        with pytest.raises(NotAllowed):
            people.enter_person(full_name="某人", member_type="staff", by=user, at=at_on(DRAFTED))


@pytest.mark.parametrize("name", ["", "   "])
def test_person_needs_a_name(here, name):
    with pytest.raises(IllegalMove):
        people.enter_person(full_name=name, member_type="staff", by=here.office, at=at_on(DRAFTED))


def test_account_of_another_person_is_refused(here):
    first = build.enter_person(here)

    with pytest.raises(IllegalMove, match=first.full_name):
        people.enter_person(
            full_name="另一人", member_type="staff", user=first.user, by=here.office, at=at_on(DRAFTED)
        )


@pytest.mark.parametrize("role", [Role.OFFICE, Role.COMMITTEE, Role.SUBDISTRICT, Role.CUSTODIAN])
def test_account_that_is_no_inspectors_is_refused(here, role):
    user = person(role, None, "someone")

    with pytest.raises(IllegalMove):
        people.enter_person(full_name="某人", member_type="staff", user=user, by=here.office, at=at_on(DRAFTED))


def test_change_keeps_history_and_refuses_a_stale_copy(here):
    one = build.enter_person(here)
    people.change_person(person=one, post="科长", by=here.office, at=at_on(DRAFTED), version=one.version)

    with pytest.raises(StaleCopy):
        people.change_person(person=one, post="主任", by=here.office2, at=at_on(DRAFTED), version=one.version)
    assert Person.objects.get(pk=one.pk).post == "科长"
    assert [row.post for row in Person.history.filter(id=one.pk)] == ["科长", "科员"]


def test_named_tells_people_of_one_name_apart(here):
    one = build.enter_person(here, post="科长")

    assert one.named == f"{one.full_name}（{here.department.short_name} 科长）"


def test_person_is_renamed_with_the_account_and_not_apart_from_it(here):
    """Else the paper would name somebody whom the system does not know."""
    one = build.enter_person(here)
    account = one.user

    with pytest.raises(IllegalMove, match=account.full_name):
        people.change_person(person=one, full_name="另名", by=here.office, at=at_on(DRAFTED))
    users.edit_user(user=account, unit=account.unit, full_name="改名人", by=here.secadmin, at=at_on(DRAFTED))

    one.refresh_from_db()
    assert one.full_name == "改名人"
    assert AuditEvent.objects.get(verb="person.rename").actor_id == here.secadmin.pk
