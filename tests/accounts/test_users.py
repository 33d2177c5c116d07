"""Accounts: three administrators apart from everybody else, and the first one of an empty house."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts.actions.units import create_unit
from accounts.actions.users import create_first_security_admin, create_user
from accounts.models import Scope, Unit, User
from accounts.roles import ADMINISTRATORS, Grant, Role
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed
from tests.accounts.builders import AT, PASSWORD, person, security_admin, unit

pytestmark = pytest.mark.django_db
EVERY_ADMINISTRATOR = pytest.mark.parametrize("role", sorted(ADMINISTRATORS))


def open_account(role, username="new", **facts):
    return create_user(
        username=username, password=PASSWORD, full_name="新来的", role=role, by=security_admin(), at=AT, **facts
    )


@EVERY_ADMINISTRATOR
def test_administrator_stands_outside_of_every_unit(role):
    assert person(role).unit is None
    User.objects.filter(role=role).update(is_active=False)

    with pytest.raises(IntegrityError, match="administrator_has_no_unit"), transaction.atomic():
        person(role, unit("office"))


@EVERY_ADMINISTRATOR
def test_there_is_one_active_administrator_of_each_kind(role):
    first = person(role)
    with pytest.raises(IntegrityError), transaction.atomic():
        person(role)

    first.is_active = False
    first.save()

    assert person(role).is_active
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=first.pk).update(is_active=True)


def test_every_other_role_may_be_held_by_many_and_have_a_unit():
    body = unit("office")
    for role in set(Role) - ADMINISTRATORS:
        assert person(role, body).pk != person(role, body).pk


def test_three_administrators_stand_side_by_side():
    assert {person(role).role for role in ADMINISTRATORS} == ADMINISTRATORS


def test_nobody_stands_above_the_roles():
    with pytest.raises(NotImplementedError, match="no superuser"):
        User.objects.create_superuser("root", PASSWORD)


def test_account_is_opened_by_the_security_administrator_alone():
    for role in set(Role) - {Role.SECURITY_ADMIN}:
        with pytest.raises(NotAllowed):
            create_user(
                username="new", password=PASSWORD, full_name="新来的", role=Role.OFFICE, by=person(role), at=AT
            )
    assert not User.objects.filter(username="new").exists()


def test_new_account_must_change_its_password_and_is_recorded_without_it():
    user = open_account(Role.OFFICE)

    assert user.must_change_password
    event = AuditEvent.objects.get(verb="user.create", target_id=str(user.pk))
    assert event.new == {"username": "new", "role": "office"}


def test_demo_account_keeps_the_password_that_is_told():
    assert not open_account(Role.OFFICE, is_demo=True).must_change_password


def test_official_acts_for_the_subdistrict_from_the_first_day():
    body = unit("subdistrict")

    user = open_account(Role.SUBDISTRICT, unit=body)

    (scope,) = Scope.objects.visible_to(user)
    assert scope.unit == body
    assert user.groups.get().scopegrouppermission_set.get().permission.codename == Grant.OFFICIAL


def test_inspector_does_not_act_for_the_unit_he_comes_from():
    """四(一): he is released from it."""
    user = open_account(Role.INSPECTOR, unit=unit("department"))

    assert not user.groups.exists()
    assert not Scope.objects.visible_to(user).exists()


def test_unit_comes_with_its_scope_and_by_the_security_administrator_alone():
    facts = {"name": "测试丁街道", "short_name": "丁街道", "kind": "subdistrict", "at": AT}

    with pytest.raises(NotAllowed):
        create_unit(by=person(Role.OFFICE), **facts)
    assert not Unit.objects.filter(name="测试丁街道").exists()

    body = create_unit(by=security_admin(), **facts)
    assert body.scopes.get().kind == "unit"
    assert body.history.get().history_user == security_admin()


def first_account(username="first"):
    return create_first_security_admin(username=username, password=PASSWORD, full_name="安全管理员", at=AT)


def test_empty_house_opens_its_first_account():
    user = first_account()

    assert (user.role, user.unit, user.must_change_password) == (Role.SECURITY_ADMIN, None, True)
    assert AuditEvent.objects.get(verb="user.create").actor_id == user.pk


def test_house_with_any_account_opens_no_first_one():
    """Even where no security administrator is left: whoever reaches the machine must not make himself one."""
    person(Role.OFFICE, is_active=False)

    with pytest.raises(IllegalMove, match="已有"):
        first_account()


def command(monkeypatch, password=PASSWORD):
    monkeypatch.setattr("getpass.getpass", lambda prompt: password)
    call_command("create_security_admin", "first", "安全管理员")


def test_command_opens_the_first_account(monkeypatch, capsys):
    command(monkeypatch)

    assert User.objects.get().check_password(PASSWORD)
    assert capsys.readouterr().out == ""


def test_command_refuses_a_weak_password(monkeypatch):
    with pytest.raises(CommandError, match="10"):
        command(monkeypatch, "short")
    assert not User.objects.exists()


def test_command_says_why_there_is_no_second_first_account(monkeypatch):
    first_account("known")

    with pytest.raises(CommandError, match="已有"):
        command(monkeypatch)
    assert User.objects.count() == 1
