"""The workspace answers at the top: what stage, who must act, by when, what is missing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models.unit import UnitKind
from accounts.roles import Role
from tests.accounts.builders import person, sign_in, unit
from tests.inspections.builders import (
    add_finding,
    approved_report,
    ended_round,
    notified_round,
    on_site_round,
    round_with_findings,
    submitted_report,
)

pytestmark = pytest.mark.django_db


def open_round(client, round_, user):
    response = sign_in(client, user).get(round_.get_absolute_url())
    assert response.status_code == 200
    return response


def labels(response):
    return [action["label"] for action in response.context["actions"]]


def current(response):
    return [stage.label for stage in response.context["stages"] if stage.state == "current"]


def test_notified_round_waits_for_entry(client):
    round_ = notified_round()
    response = open_round(client, round_, round_.here.leader)
    assert current(response) == ["进驻"]
    assert labels(response)[0] == "进驻"
    assert response.context["next_step"]["clause"] == "三(三)2"


def test_member_on_site_records_but_does_not_end(client):
    round_ = on_site_round()
    member = labels(open_round(client, round_, round_.here.member))
    assert "登记问题" in member
    assert "结束现场巡查" not in member
    assert "结束现场巡查" in labels(open_round(client, round_, round_.here.leader))


def test_ended_round_shows_the_running_deadline_and_what_is_missing(client):
    round_ = ended_round()
    step = open_round(client, round_, round_.here.leader).context["next_step"]
    assert step["deadline"].deadline.kind == "report"
    assert step["missing"] == [] or all(entry["text"] for entry in step["missing"])


def test_submitted_report_waits_for_the_committee(client):
    report = submitted_report()
    response = open_round(client, report.round, report.here.committee)
    assert current(response) == ["报告审定"]
    assert response.context["next_step"]["who"] == "安委会"


def test_approved_report_lets_the_office_issue_the_feedback(client):
    report = approved_report()
    assert "下发反馈意见" in labels(open_round(client, report.round, report.here.office))
    assert "下发反馈意见" not in labels(open_round(client, report.round, report.here.committee))


def test_round_is_hidden_from_the_subdistrict_and_strangers(client):
    round_ = on_site_round()
    official = person(Role.SUBDISTRICT, round_.subdistrict)
    stranger = person(Role.DEPARTMENT, unit(UnitKind.DEPARTMENT))
    for user in (official, stranger):
        assert sign_in(client, user).get(round_.get_absolute_url()).status_code == 403


def test_workspace_asks_no_more_for_more_findings(client):
    round_ = round_with_findings(2)
    open_round(client, round_, round_.here.leader)
    with CaptureQueriesContext(connection) as few:
        open_round(client, round_, round_.here.leader)
    for _each in range(8):
        add_finding(round_)
    with CaptureQueriesContext(connection) as many:
        open_round(client, round_, round_.here.leader)
    assert len(many) <= len(few)
