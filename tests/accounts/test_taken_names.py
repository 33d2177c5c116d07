"""Names that are there already, in capitals or not: told in words, also where five people send the same at once."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.actions import units, users
from accounts.models import Unit, User
from accounts.roles import Role
from core.actions.bulk import do_many
from core.refusals import IllegalMove
from core.taken import refused_where_taken
from planning.actions import teams
from planning.models import InspectionTeam
from tests.accounts.builders import AT, PASSWORD, person, security_admin, unit
from tests.planning import builders as planning
from tests.races import run_at_once

UNIT = {"name": "测试ABC集团", "short_name": "ABC", "kind": "external", "is_active": "on"}


def test_database_keeps_one_account_whatever_the_capitals(db):
    person(Role.OFFICE, username="LiMing")

    with pytest.raises(IntegrityError, match="one_account_a_name"), transaction.atomic():
        User.objects.create_user("liming", PASSWORD, full_name="李明", role=Role.OFFICE)


def test_database_keeps_one_unit_whatever_the_capitals(db):
    unit("external", "测试ABC集团")

    with pytest.raises(IntegrityError, match="one_unit_a_name"), transaction.atomic():
        Unit.objects.create(name="测试abc集团", short_name="甲", kind="external")
    with pytest.raises(IllegalMove, match="测试abc集团"):
        units.create_unit(name="测试abc集团", short_name="甲", kind="external", by=security_admin(), at=AT)


def test_database_keeps_one_team_of_a_cycle_whatever_the_capitals(db):
    here = planning.house()
    facts = {"cycle": here.cycle, "by": here.office, **planning.on(planning.DRAFTED)}
    teams.draft(name="第一组A", **facts)

    with pytest.raises(IllegalMove, match="同名"):
        teams.draft(name="第一组a", **facts)

    assert InspectionTeam.objects.count() == 1


@pytest.mark.parametrize("typed", ["liming", "LIMING", "LiMing", "ｌｉｍｉｎｇ"])
def test_account_is_signed_in_to_whatever_the_capitals(db, client, typed):
    person(Role.OFFICE, username="LiMing")

    answer = client.post(reverse("accounts:sign-in"), {"username": typed, "password": PASSWORD})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(username="LiMing").pk)


def test_account_is_kept_as_it_will_be_read_at_the_door(db):
    made = users.create_user(
        username="ｌｉｍｉｎｇ", password=PASSWORD, full_name="李明", role=Role.INSPECTOR, by=security_admin(), at=AT
    )

    assert made.username == "liming"


def test_words_of_the_constraint_or_words_for_all_of_them(db):
    known = unit("external", "测试ABC集团")
    with pytest.raises(IllegalMove, match="已有同名单位"), refused_where_taken(), transaction.atomic():
        Unit.objects.create(name="测试abc集团", short_name="甲", kind="external")
    with pytest.raises(IllegalMove, match="刚才已有人保存了相同的内容"), refused_where_taken(), transaction.atomic():
        Unit.objects.create(pk=known.pk, name="测试另一集团", short_name="乙", kind="external")


def test_fault_of_another_kind_stays_a_fault(db):
    with pytest.raises(IntegrityError), refused_where_taken(), transaction.atomic():
        Unit.objects.create(name=None, short_name="甲", kind="external")


def test_one_of_many_that_is_taken_stops_no_other(db):
    first, second = unit("external", "测试甲"), unit("external", "测试乙")

    def name(*, unit, by, at):
        Unit.objects.filter(pk=unit.pk).update(name="测试丙")

    result = do_many(action=name, things=[first, second], argument="unit", by=None, at=AT, key="short_name")

    assert (len(result.done), [each.key for each in result.refused]) == (1, [second.short_name])
    assert "已有同名单位" in result.refused[0].reason


def _five_at_once():
    admin = security_admin()
    clients = [Client() for _person in range(5)]
    for client in clients:
        client.force_login(admin)

    answers = run_at_once(lambda index: clients[index].post(reverse("accounts:unit-create"), UNIT), threads=5)

    found = sorted(answer.status_code for answer in answers)
    assert found[0] == 302
    assert set(found[1:]) <= {409, 422}
    assert all("已有" in answer.content.decode() for answer in answers if answer.status_code != 302)
    assert Unit.objects.filter(name=UNIT["name"]).count() == 1


@pytest.mark.django_db(transaction=True)
def test_five_identical_units_at_once_are_one():
    _five_at_once()


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_five_identical_units_at_once_are_one_on_postgresql():
    assert connection.vendor == "postgresql"
    _five_at_once()
