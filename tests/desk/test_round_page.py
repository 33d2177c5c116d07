"""The workspace answers at the top: what stage, who must act, by when, what is missing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import delegations
from accounts.models.unit import UnitKind
from accounts.roles import Role
from inspections.actions import rounds
from records.models import IssuedDocument
from tests.accounts.builders import person, sign_in, unit
from tests.inspections.builders import (
    ENDED,
    ENTERED,
    NOTIFIED,
    add_finding,
    approved_report,
    at_on,
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
    return [str(action.label) for action in response.context["actions"]]


def current(response):
    return [stage.label for stage in response.context["stages"] if stage.state == "current"]


def test_notified_round_waits_for_entry(client):
    round_ = notified_round()
    response = open_round(client, round_, round_.here.leader)
    assert current(response) == ["进驻"]
    assert labels(response)[0] == "进驻街道"
    assert response.context["next_step"].clause == "三(三)2"


def test_member_on_site_records_but_does_not_end(client):
    round_ = on_site_round()
    member = labels(open_round(client, round_, round_.here.member))
    assert "登记问题" in member
    assert "结束现场巡查" not in member
    assert "结束现场巡查" in labels(open_round(client, round_, round_.here.leader))


def test_ended_round_shows_the_running_deadline_and_what_is_missing(client):
    round_ = on_site_round()
    here = round_.here
    round_ = rounds.end(no_recording_reason="留有照片", round=round_, by=here.leader, on=ENDED, at=at_on(ENDED))
    step = open_round(client, round_, here.leader).context["next_step"]
    assert step.deadline.deadline.kind == "report"
    (missing,) = step.missing
    assert "补充记录或说明未涉及的原因：1. " in missing.text


def test_submitted_report_waits_for_the_committee(client):
    report = submitted_report()
    response = open_round(client, report.round, report.here.committee)
    assert current(response) == ["报告审定"]
    assert response.context["next_step"].who == "安委会"


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


def test_short_stay_and_its_reason_stand_among_the_dates(client):
    round_ = on_site_round()
    here = round_.here
    early = ENTERED + timedelta(days=6)
    told = "<dd>台风红色预警，提前撤离。</dd>"
    assert told not in open_round(client, round_, here.leader).content.decode()

    rounds.end(
        no_recording_reason="以照片和书面记录留存",
        round=round_,
        short_reason="台风红色预警，提前撤离。",
        by=here.leader,
        on=early,
        at=at_on(early),
    )

    page = open_round(client, round_, here.office).content.decode()
    assert "不足两周的原因" in page
    assert told in page
    assert "<dd>2026-03-08</dd>" in page


def test_cancelled_round_says_why_and_offers_nothing(client):
    round_ = notified_round()
    office = round_.here.office
    assert "取消原因" not in open_round(client, round_, office).content.decode()

    rounds.cancel(round=round_, reason="街道正在应急处置。", by=office, on=NOTIFIED, at=at_on(NOTIFIED))

    response = open_round(client, round_, office)
    page = response.content.decode()
    assert "<dt>取消原因</dt><dd>街道正在应急处置。</dd>" in page
    assert labels(response) == []
    assert 'aria-label="下一步"' not in page


@pytest.mark.requirement("R15")
def test_who_stands_in_for_the_leader_is_named_and_has_his_verbs(client):
    round_ = on_site_round()
    leader, member, today = round_.here.leader, round_.here.member, timezone.localdate()
    assert "代行组长" not in open_round(client, round_, leader).content.decode()

    delegations.give(
        scope=round_.scope, taker=member, from_on=today, to_on=today, reason="外出", by=leader, at=timezone.now()
    )

    seen = open_round(client, round_, member)
    assert f'{member.full_name} <span class="x-badge x-badge-info">代行组长职责</span>' in seen.content.decode()
    assert "结束现场巡查" in labels(seen)


def test_every_round_has_its_notice_among_the_documents(client):
    round_ = notified_round()
    notice = IssuedDocument.objects.of(round_).get()

    page = open_round(client, round_, round_.here.member).content.decode()

    assert f'<a href="{notice.get_absolute_url()}">{notice.title}</a>' in page
    assert f"{notice.full_number} · 2026-02-24" in page


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
