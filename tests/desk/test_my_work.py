"""The desk says what waits for a person, and asks the database no more when there is more of it."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models.unit import UnitKind
from accounts.roles import Role
from core.work import sources
from tests.accounts.builders import person, sign_in, unit
from tests.inspections.builders import add_entry, ended_round, on_site_round, world

pytestmark = pytest.mark.django_db


def open_desk(client, user):
    response = sign_in(client, user).get(reverse("desk:my-work"))
    assert response.status_code == 200
    return response


def verbs(response):
    return {str(task.verb) for task in response.context["tasks"]}


def test_desk_of_a_newcomer_is_empty_and_says_so(client):
    response = open_desk(client, person(Role.CUSTODIAN))
    assert response.context["tasks"] == []
    assert "暂无待办事项" in response.content.decode()


def test_leader_on_site_is_told_to_record_and_confirm(client):
    round_ = on_site_round()
    assert "登记问题" in verbs(open_desk(client, round_.here.leader))


def test_leader_after_fieldwork_is_told_to_draft_the_report(client):
    round_ = ended_round()
    assert "起草报告" in verbs(open_desk(client, round_.here.leader))
    assert "起草报告" not in verbs(open_desk(client, round_.here.office))


def test_round_under_way_shows_its_next_step_and_deadline(client):
    round_ = ended_round()
    (row,) = open_desk(client, round_.here.office).context["rounds"]
    assert (row.round, row.step.duty, row.due.deadline.kind) == (round_, "report", "report")


def test_stranger_sees_no_round_on_his_desk(client):
    ended_round()
    stranger = person(Role.DEPARTMENT, unit(UnitKind.DEPARTMENT))
    assert open_desk(client, stranger).context["rounds"] == []


def test_every_source_of_work_leads_to_a_page(client):
    """A task without a page would be a dead end."""
    assert len({str(source.label) for source in sources()}) == len(sources())


def second_world(here):
    """Another team in the other subdistrict."""
    other = world(label="二")
    entry = add_entry(here.entry.plan, here.entry.cycle, other.team, other.other_subdistrict, by=here.office)
    return replace(other, entry=entry, subdistrict=other.other_subdistrict)


def test_desk_asks_no_more_for_more_rounds(client):
    first = ended_round()
    office = first.here.office
    open_desk(client, office)
    with CaptureQueriesContext(connection) as once:
        open_desk(client, office)
    ended_round(second_world(first.here))
    with CaptureQueriesContext(connection) as twice:
        assert len(open_desk(client, office).context["rounds"]) == 2
    assert len(twice) <= len(once), "\n".join(q["sql"].partition("FROM")[2][:160] for q in twice)
