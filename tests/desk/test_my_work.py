"""The desk says what waits for a person, and asks the database no more when there is more of it."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models.unit import UnitKind
from accounts.roles import Role
from core.queries.together import firsts_of, statement_of
from core.work import sources, waits_for
from tests.accounts.builders import person, sign_in, unit
from tests.inspections.builders import ENTERED, add_entry, add_finding, ended_round, on_site_round, world

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


def test_desk_asks_no_more_for_more_rounds(client, monkeypatch):
    first = ended_round()
    office, other = first.here.office, second_world(first.here)
    open_desk(client, office)
    with CaptureQueriesContext(connection) as once:
        open_desk(client, office)
    ended_round(other)
    with CaptureQueriesContext(connection) as twice:
        assert len(open_desk(client, office).context["rounds"]) == 2
    monkeypatch.setattr("desk.round_board.ROUNDS_SHOWN", 1)
    assert "全部巡查" in open_desk(client, office).content.decode()
    assert len(twice) <= len(once), "\n".join(q["sql"].partition("FROM")[2][:160] for q in twice)


def test_what_waits_is_counted_to_a_thousand_and_the_first_are_named(client, monkeypatch):
    """The bound of DESIGN §8: whatever is stored, the page stays as small, and so do its statements."""
    monkeypatch.setattr("core.waiting.SHOWN", 2)
    for module in ("core.waiting", "core.queries.together"):
        monkeypatch.setattr(f"{module}.MOST_COUNTED", 3)
    round_ = on_site_round()
    for _number in range(3):
        add_finding(round_)
    assert counted(round_.here.leader, "确认问题") == ("3", 3, False)

    add_finding(round_)
    assert counted(round_.here.leader, "确认问题") == ("3+", 4, True)


def counted(user, verb):
    fresh = type(user).objects.get(pk=user.pk)
    waits = next(one for one in waits_for(fresh, today=ENTERED) if str(one.label) == verb)
    return waits.number, sum(task.count for task in waits.tasks), waits.is_more


def test_keys_of_all_sources_are_read_in_one_statement(django_assert_num_queries):
    round_ = on_site_round()
    rows = [type(round_).objects.all(), None, type(round_).objects.none(), type(round_).objects.filter(status="ended")]
    keys = [found if found is None else statement_of(found) for found in rows]

    with django_assert_num_queries(1):
        (first,), *others = [list(found.keys) for found in firsts_of(keys, 8)]

    assert str(round_.pk).replace("-", "") == str(first).replace("-", "") and others == [[], [], []]
