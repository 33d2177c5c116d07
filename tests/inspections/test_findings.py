"""Recording, editing, confirming, withdrawing (R8, R15, R87)."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts.models import Delegation
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from inspections.actions import findings, reports
from inspections.models import Enterprise, Finding
from inspections.models.finding import FindingStatus
from planning.actions.grants import project
from records.models import EvidenceLink
from tests import moves
from tests.inspections.builders import (
    APPROVED,
    ENDED,
    ENTERED,
    add_finding,
    at_on,
    confirm_finding,
    ended_round,
    notified_round,
    on_site_round,
    submitted_report,
)

pytestmark = pytest.mark.django_db
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def withdraw(finding, by, *, on=ENTERED, reason="经核实不属实"):
    return findings.withdraw(finding=finding, reason=reason, by=by, on=on, at=at_on(on))


# --- record -------------------------------------------------------------------------------------


@pytest.mark.requirement("R8")
def test_typed_name_finds_or_creates_the_enterprise_of_the_subdistrict():
    round_ = on_site_round()
    first = add_finding(round_, subject_name="示例(山东)商贸有限公司", credit_code="91370400MA3C000001")
    second = add_finding(round_, subject_name=" 示例（山东）商贸有限公司 ")

    enterprise = Enterprise.objects.get()
    assert first.enterprise == second.enterprise == enterprise
    assert (enterprise.subdistrict, enterprise.credit_code) == (round_.subdistrict, "91370400MA3C000001")
    assert first.round.subdistrict == round_.subdistrict


def test_name_of_a_body_is_that_body():
    round_ = on_site_round()
    finding = add_finding(round_, kind="problem", subject_name="区应急管理局")
    assert (finding.unit, finding.enterprise) == (round_.here.department, None)


def test_no_name_is_the_subdistrict_itself():
    round_ = on_site_round()
    assert add_finding(round_, kind="problem").unit == round_.subdistrict


def test_a_finding_has_exactly_one_subject():
    round_ = on_site_round()
    enterprise = Enterprise.objects.create(name="甲公司", subdistrict=round_.subdistrict)
    foreign = Enterprise.objects.create(name="乙公司", subdistrict=round_.here.other_subdistrict)
    with pytest.raises(IllegalMove):
        add_finding(round_, unit=round_.subdistrict, enterprise=enterprise)
    with pytest.raises(IllegalMove):
        add_finding(round_, enterprise=foreign)
    assert add_finding(round_, enterprise=enterprise).enterprise == enterprise


def test_numbers_run_on_per_round_and_survive_withdrawal():
    round_ = on_site_round()
    first, second = add_finding(round_), add_finding(round_)
    withdraw(second, round_.here.leader)
    third = add_finding(round_)
    assert [one.number for one in (first, second, third)] == [1, 2, 3]


@pytest.mark.parametrize("who", ["stranger", "office", "committee", "principal"])
def test_recording_is_the_teams(who):
    round_ = on_site_round()
    with pytest.raises(NotAllowed):
        add_finding(round_, by=getattr(round_.here, who))


def test_member_records_until_the_round_ends_the_leader_until_the_report_is_submitted():
    round_ = ended_round()
    with pytest.raises(NotAllowed):
        add_finding(round_, on=ENDED)
    assert add_finding(round_, by=round_.here.leader, on=ENDED).status == "draft"


def test_nobody_records_once_the_report_is_submitted():
    report = submitted_report()
    report.round.here = report.here
    with pytest.raises(IllegalMove):
        add_finding(report.round, by=report.here.leader, on=APPROVED)


def test_nobody_records_before_entry():
    with pytest.raises(IllegalMove):
        add_finding(notified_round())


def test_removed_member_records_nothing():
    round_ = on_site_round()
    round_.team.memberships.filter(role="member").update(to_on=ENTERED)
    with pytest.raises(NotAllowed):
        add_finding(round_)


@pytest.mark.parametrize(
    "facts", [{"text": " "}, {"topic_number": 10}, {"place": "x" * 201}, {"subject_name": "x" * 151}]
)
def test_wrong_facts_are_refused_in_words(facts):
    with pytest.raises(IllegalMove):
        add_finding(on_site_round(), **facts)


def test_future_day_is_refused():
    round_ = on_site_round()
    with pytest.raises(IllegalMove):
        findings.record(round=round_, kind="problem", text="x", by=round_.here.member, on=ENDED, at=at_on(ENTERED))


@pytest.mark.requirement("R86")
def test_finding_outside_the_stay_is_flagged():
    round_ = on_site_round()
    assert add_finding(round_, on=ENTERED).is_outside_stay is False
    early = findings.record(
        round=round_, kind="problem", text="进驻前发现", by=round_.here.member,
        on=ENTERED - timedelta(days=1), at=at_on(ENTERED),
    )  # fmt: skip
    assert early.is_outside_stay is True


def test_sending_the_form_twice_records_once():
    round_ = on_site_round()
    key = uuid4()
    assert add_finding(round_, key=key).pk == add_finding(round_, key=key).pk
    assert Finding.objects.count() == 1


@pytest.mark.requirement("R82")
def test_photos_are_kept_with_the_finding():
    round_ = on_site_round()
    photo = SimpleUploadedFile("现场.png", PNG, content_type="image/png")
    finding = add_finding(round_, evidence=[photo])
    findings.attach_evidence(
        finding=finding, uploads=[SimpleUploadedFile("复印件.png", PNG)], by=round_.here.member, at=at_on(ENTERED)
    )
    links = EvidenceLink.objects.filter(subject_id=str(finding.pk))
    assert [(link.name, link.scope_id) for link in links] == [
        ("现场.png", round_.scope_id), ("复印件.png", round_.scope_id),
    ]  # fmt: skip


# --- edit ---------------------------------------------------------------------------------------


def test_draft_is_edited_and_confirmed_one_is_not():
    round_ = on_site_round()
    finding = add_finding(round_)
    edited = findings.edit(finding=finding, text="改正后的描述", by=round_.here.member, on=ENTERED, at=at_on(ENTERED))
    assert edited.text == "改正后的描述"
    confirm_finding(edited, round_.here)
    with pytest.raises(IllegalMove):
        findings.edit(finding=edited, text="再改", by=round_.here.leader, on=ENTERED, at=at_on(ENTERED))


def test_of_two_edits_from_the_same_copy_the_second_is_refused():
    round_ = on_site_round()
    finding = add_finding(round_)
    facts = {"by": round_.here.member, "on": ENTERED, "at": at_on(ENTERED), "version": finding.version}
    findings.edit(finding=finding, text="甲", **facts)
    with pytest.raises(StaleCopy):
        findings.edit(finding=finding, text="乙", **facts)
    assert Finding.objects.get().text == "甲"


@pytest.mark.parametrize(("old", "new"), [("problem", "lead"), ("lead", "problem")])
def test_a_lead_stays_apart(old, new):
    round_ = on_site_round()
    finding = add_finding(round_, kind=old)
    with pytest.raises(IllegalMove):
        findings.edit(finding=finding, kind=new, by=round_.here.member, on=ENTERED, at=at_on(ENTERED))


def test_changing_the_subject_by_name():
    round_ = on_site_round()
    finding = add_finding(round_)
    edited = findings.edit(
        finding=finding, subject_name="丙公司", by=round_.here.member, on=ENTERED, at=at_on(ENTERED)
    )
    assert (edited.unit, edited.enterprise.name) == (None, "丙公司")


# --- confirm ------------------------------------------------------------------------------------


@pytest.mark.requirement("R15")
def test_leader_confirms():
    round_ = on_site_round()
    finding = confirm_finding(add_finding(round_), round_.here)
    assert (finding.status, finding.confirmed_by, finding.confirmed_on) == ("confirmed", round_.here.leader, ENTERED)


@pytest.mark.requirement("R15")
@pytest.mark.parametrize("who", ["member", "stranger", "office", "committee", "principal"])
def test_nobody_else_confirms(who):
    round_ = on_site_round()
    finding = add_finding(round_, topic_number=1, handling="fix_by_date")
    with pytest.raises(NotAllowed):
        findings.confirm(finding=finding, by=getattr(round_.here, who), on=ENTERED, at=at_on(ENTERED))


@pytest.mark.requirement("R15")
def test_substitute_needs_a_dated_delegation():
    round_ = on_site_round()
    here = round_.here
    finding = add_finding(round_, topic_number=1, handling="fix_by_date")
    day = ENTERED + timedelta(days=1)
    Delegation.objects.create(
        giver=here.leader, taker=here.member, scope=round_.scope, from_on=day, to_on=day, reason="出差",
        recorded_at=at_on(ENTERED),
    )  # fmt: skip
    project(here.team, here.office, at_on(day))
    # A delegate's right ends by the clock, so the clock has to stand in his days.
    with time_machine.travel(at_on(day)):
        with pytest.raises(NotAllowed):
            findings.confirm(finding=finding, by=here.member, on=ENTERED, at=at_on(day))
        confirmed = findings.confirm(finding=finding, by=here.member, on=day, at=at_on(day))
    assert confirmed.confirmed_by == here.member


def test_removed_leader_confirms_nothing():
    round_ = on_site_round()
    finding = add_finding(round_, topic_number=1, handling="fix_by_date")
    round_.team.memberships.filter(role="leader").update(to_on=ENTERED)
    with pytest.raises(NotAllowed):
        findings.confirm(finding=finding, by=round_.here.leader, on=ENTERED, at=at_on(ENTERED))


@pytest.mark.requirement("R34")
@pytest.mark.parametrize(
    ("kind", "facts", "is_complete"),
    [
        ("general_hazard", {"handling": "fix_by_date"}, False),
        ("general_hazard", {"topic_number": 5}, False),
        ("general_hazard", {"topic_number": 5, "handling": "fix_at_once"}, True),
        ("major_hazard", {"topic_number": 5, "handling": "fix_by_date"}, False),
        ("major_hazard", {"topic_number": 5, "handling": "fix_by_date", "criterion": "第十一条"}, True),
        ("suggestion", {"topic_number": 5}, True),
        ("lead", {"topic_number": 8}, True),
        ("lead", {}, False),
    ],
)
def test_confirming_needs_topic_criterion_and_handling(kind, facts, is_complete):
    round_ = on_site_round()
    finding = add_finding(round_, kind=kind)
    call = {"finding": finding, "by": round_.here.leader, "on": ENTERED, "at": at_on(ENTERED), **facts}
    if is_complete:
        assert findings.confirm(**call).status == "confirmed"
    else:
        with pytest.raises(IllegalMove):
            findings.confirm(**call)


def test_confirming_before_it_was_found_is_refused():
    round_ = on_site_round()
    day = ENTERED + timedelta(days=2)
    finding = add_finding(round_, on=day, topic_number=1, handling="fix_by_date")
    with pytest.raises(IllegalMove):
        findings.confirm(finding=finding, by=round_.here.leader, on=ENTERED, at=at_on(day))


def test_two_who_confirm_at_once_confirm_once():
    round_ = on_site_round()
    finding = add_finding(round_)
    stale = Finding.objects.get(pk=finding.pk)
    confirm_finding(finding, round_.here)
    with pytest.raises(IllegalMove):
        confirm_finding(stale, round_.here)
    assert AuditEvent.objects.filter(verb="finding.confirm").count() == 1


# --- withdraw -----------------------------------------------------------------------------------


@pytest.mark.requirement("R87")
def test_leader_withdraws_with_a_reason_and_it_stays_visible():
    round_ = on_site_round()
    finding = confirm_finding(add_finding(round_), round_.here)
    with pytest.raises(IllegalMove):
        withdraw(finding, round_.here.leader, reason=" ")
    withdraw(finding, round_.here.leader)
    seen = Finding.objects.visible_to(round_.here.office).get()
    assert (seen.status, seen.withdraw_reason) == ("withdrawn", "经核实不属实")


@pytest.mark.requirement("R87")
def test_withdrawing_is_the_leaders_before_approval_and_the_committees_after():
    round_ = on_site_round()
    finding = confirm_finding(add_finding(round_), round_.here)
    for who in ("member", "office", "committee", "secretary", "stranger"):
        with pytest.raises(NotAllowed):
            withdraw(finding, getattr(round_.here, who))
    assert withdraw(finding, round_.here.leader).status == "withdrawn"


@pytest.mark.requirement("R57")
def test_withdrawal_under_a_submitted_report_sends_it_back():
    report = submitted_report()
    here = report.here
    withdraw(report.round.findings.confirmed().first(), here.leader, on=APPROVED)
    facts = {"report": report, "by": here.committee, "on": APPROVED, "at": at_on(APPROVED)}
    with pytest.raises(IllegalMove):
        reports.approve(**facts)
    assert reports.return_(note="请更新清单", **facts).status == "returned"


@pytest.mark.parametrize("status", FindingStatus.values)
def test_finding_moves_from_each_state_where_was_decided(status):
    round_ = on_site_round()
    here = round_.here
    finding = confirm_finding(add_finding(round_), here)
    Finding.objects.filter(pk=finding.pk).update(status=status, withdraw_reason="x")
    facts = {"finding": finding, "by": here.leader, "on": ENTERED, "at": at_on(ENTERED)}
    acts = {
        "edit": lambda: findings.edit(text="x", **facts),
        "confirm": lambda: findings.confirm(**facts),
        "withdraw": lambda: findings.withdraw(reason="x", **facts),
    }
    for verb, act in acts.items():
        if target := moves.leads_to("finding", verb, status):
            assert act().status == target, verb
            Finding.objects.filter(pk=finding.pk).update(status=status)
        else:
            with pytest.raises(IllegalMove):
                act()


@pytest.mark.django_db(transaction=True)
def test_two_who_record_at_once_get_two_numbers():
    round_ = on_site_round()
    start, failures = threading.Barrier(2), []

    def act(user):
        try:
            start.wait(10)
            findings.record(round=round_, kind="problem", text="并发", by=user, on=ENTERED, at=at_on(ENTERED))
        except Exception as failure:  # noqa: BLE001  told by the assertion below
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[user]) for user in (round_.here.leader, round_.here.member)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert failures == []
    assert sorted(Finding.objects.values_list("number", flat=True)) == [1, 2]
