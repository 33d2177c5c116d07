"""What the page of a round offers comes from the verb rows and the ways beside them."""

import pytest

from core.buttons import buttons_of
from core.work import tasks_for
from inspections.actions import reports
from inspections.models import SubdistrictRound
from tests.inspections.builders import (
    ENDED,
    ENTERED,
    NOTIFIED,
    SUBMITTED,
    add_finding,
    at_on,
    confirm_finding,
    drafted_report,
    ended_round,
    notified_round,
    on_site_round,
    submitted_report,
    world,
)

pytestmark = pytest.mark.django_db


def offered(thing, user, day):
    fresh = type(user).objects.get(pk=user.pk)
    return [(each.verb, each.kind) for each in buttons_of(thing, user=fresh, today=day) if each.verb]


def ways(thing, user, day):
    fresh = type(user).objects.get(pk=user.pk)
    return [(str(each.label), each.kind) for each in buttons_of(thing, user=fresh, today=day) if not each.verb]


def test_notified_round_is_entered_by_its_leader_and_cancelled_by_the_office():
    round_ = notified_round()
    here = round_.here
    assert offered(round_, here.leader, NOTIFIED) == [("round.enter", "primary")]
    assert offered(round_, here.office, NOTIFIED) == [("round.enter", "primary"), ("round.cancel", "danger")]
    assert offered(round_, here.member, NOTIFIED) == []


def test_on_site_findings_come_before_all_else():
    round_ = on_site_round()
    here = round_.here
    assert offered(round_, here.leader, ENTERED) == [
        ("finding.record", "primary"), ("import_list.upload", "secondary"), ("note.record", "secondary"),
        ("round.end", "secondary"), ("interview.call", "secondary"),
    ]  # fmt: skip
    assert ways(round_, here.leader, ENTERED) == [("日期更正", "secondary")]
    assert offered(round_, here.member, ENTERED) == [
        ("finding.record", "primary"), ("import_list.upload", "secondary"), ("note.record", "secondary"),
    ]  # fmt: skip
    assert ways(round_, here.member, ENTERED) == []
    assert offered(round_, here.committee, ENTERED) == []


def test_ended_round_asks_for_its_report_and_then_leads_to_it():
    round_ = ended_round()
    here = round_.here
    assert ("report.draft", "primary") in offered(round_, here.leader, ENDED)

    reports.draft(round=round_, by=here.leader, on=ENDED, at=at_on(ENDED))

    round_ = SubdistrictRound.objects.get(pk=round_.pk)
    assert offered(round_, here.leader, ENDED) == [("interview.call", "secondary")]
    assert ways(round_, here.leader, ENDED)[0] == ("查看报告", "primary")
    # Whoever does not bring it on finds the way all the same.
    assert ("查看报告", "secondary") in ways(round_, here.member, ENDED)


def test_submitted_report_is_the_committees_main_button_and_no_longer_the_leaders():
    report = submitted_report()
    here = report.here
    assert ("查看报告", "primary") in ways(report.round, here.committee, SUBMITTED)
    assert ("查看报告", "secondary") in ways(report.round, here.leader, SUBMITTED)


def test_closing_says_why_not_yet_and_leads_to_what_is_open():
    report = drafted_report()
    fresh = type(report.here.office).objects.get(pk=report.here.office.pk)
    found = {each.verb: each for each in buttons_of(report.round, user=fresh, today=ENDED)}
    assert "未完成" in found["round.close"].disabled_reason and found["round.close"].kind == "secondary"
    assert ("办结核对", "secondary") in ways(report.round, report.here.office, ENDED)


def test_finding_is_confirmed_by_the_leader_and_withdrawn_by_him_only_before_the_approval():
    round_ = on_site_round()
    here = round_.here
    finding = add_finding(round_)
    assert offered(finding, here.member, ENTERED) == [
        ("finding.edit", "secondary"), ("finding.attach", "secondary"), ("finding.discard", "danger"),
    ]  # fmt: skip
    assert offered(finding, here.leader, ENTERED) == [
        ("finding.confirm", "primary"), ("finding.edit", "secondary"), ("finding.attach", "secondary"),
        ("finding.withdraw", "danger"),
    ]  # fmt: skip
    finding = confirm_finding(finding, here)
    assert ("finding.confirm", "primary") not in offered(finding, here.leader, ENTERED)
    assert offered(finding, here.committee, ENTERED) == []


def work_of(user, day):
    fresh = type(user).objects.get(pk=user.pk)
    return [(str(task.verb), task.count) for task in tasks_for(fresh, today=day)]


def test_work_follows_the_way_of_a_round():
    here = world()
    assert ("告知街道", 1) in work_of(here.office, NOTIFIED)
    round_ = notified_round(here)
    assert ("告知街道", 1) not in work_of(here.office, NOTIFIED)
    assert ("进驻街道", 1) in work_of(here.leader, NOTIFIED)
    assert round_.status == "notified"


def test_drafts_wait_for_the_leader_by_their_number():
    round_ = on_site_round()
    add_finding(round_)
    add_finding(round_)
    assert work_of(round_.here.leader, ENTERED) == [("登记问题", 1), ("确认问题", 2)]
    assert work_of(round_.here.member, ENTERED) == [("登记问题", 1)]
