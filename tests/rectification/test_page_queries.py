"""Pages of an item, a finding and a round stay near their floor, however many kinds may stand about them
(docs/adr/0050)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from core.about import ABOUT
from inspections.models import Finding, SubdistrictRound
from rectification.models import RectificationItem
from tests.accounts.builders import UNIT_KIND_OF_ROLE, person, unit
from tests.inspections.builders import add_finding, round_with_findings
from tests.rectification.builders import issued_case, signed_case

pytestmark = pytest.mark.django_db


def queries(client, user, thing):
    client.force_login(user)
    path = thing.get_absolute_url()
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    return caught.captured_queries


@pytest.mark.parametrize("who", ["office", "committee", "leader", "clerk"])
def test_item_and_its_finding_take_a_dozen_queries(client, who):
    """And those of what stands there: here the two months are over, so the chasing of it takes some more."""
    case = signed_case()
    people = {"clerk": case.here.extra["clerk"]}
    user = people.get(who) or getattr(case.here, who)
    item = case.items.order_by("number").first()

    assert len(queries(client, user, item)) <= 14
    if who != "clerk":
        assert len(queries(client, user, item.finding)) <= 10


def test_what_is_not_there_is_asked_in_one_statement(client):
    case = issued_case()
    item = case.items.first()
    for thing in (item, item.finding, case.round):
        together = [one for one in queries(client, case.here.office, thing) if ' AS "told"' in one["sql"]]
        assert len(together) == 1
    assert all(len(list(ABOUT.of(model))) > 6 for model in (RectificationItem, Finding, SubdistrictRound))


def test_round_asks_no_more_of_many_findings(client):
    round_ = round_with_findings()
    leader = round_.here.leader
    of_few = len(queries(client, leader, round_))
    for _number in range(5):
        add_finding(round_)

    assert len(queries(client, leader, round_)) <= of_few <= 8


def test_a_page_that_is_kept_for_one_stays_closed_to_others(client):
    """The statement that finds the thing is kept for who asks alike, never for whoever opens the same address."""
    case = issued_case()
    item = case.items.first()
    elsewhere = person(Role.SUBDISTRICT, unit(UNIT_KIND_OF_ROLE[Role.SUBDISTRICT]))
    answers = {}
    for user in (case.here.extra["clerk"], elsewhere, case.here.office, case.here.stranger, elsewhere):
        client.force_login(user)
        answers.setdefault(user, set()).add(client.get(item.get_absolute_url()).status_code)
    assert list(answers.values()) == [{200}, {404}, {200}, {403}]
    client.force_login(case.here.office)
    gone = item.get_absolute_url().replace(str(item.pk), str(case.pk))
    assert client.get(gone).status_code == 404
