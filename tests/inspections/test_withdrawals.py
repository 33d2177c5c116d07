"""Taking a finding back: the leader's until the report is approved, the committee's after it (R30, R87)."""

import pytest
from django.urls import reverse

from core.refusals import IllegalMove, NotAllowed
from inspections.actions import findings, reports
from inspections.models import Finding
from inspections.models.finding import FindingStatus
from records.models import Decision
from tests import moves
from tests.inspections.builders import (
    APPROVED,
    ENTERED,
    add_finding,
    approved_report,
    at_on,
    confirm_finding,
    on_site_round,
    submitted_report,
)
from tests.records.builders import paper

pytestmark = pytest.mark.django_db


def withdraw(finding, by, *, on=ENTERED, reason="经核实不属实"):
    return findings.withdraw(finding=finding, reason=reason, by=by, on=on, at=at_on(on))


def revoke(finding, by, *, on=ENTERED, reason="异议成立", **facts):
    return findings.revoke(finding=finding, reason=reason, by=by, on=on, at=at_on(on), **facts)


def test_numbers_run_on_per_round_and_survive_withdrawal():
    round_ = on_site_round()
    first, second = add_finding(round_), add_finding(round_)
    withdraw(second, round_.here.leader)
    third = add_finding(round_)
    assert [one.number for one in (first, second, third)] == [1, 2, 3]


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
    with pytest.raises(IllegalMove, match="巡查组组长"):
        revoke(finding, round_.here.committee)
    assert withdraw(finding, round_.here.leader).status == "withdrawn"


@pytest.mark.requirement("R87")
@pytest.mark.parametrize("is_confirmed", [True, False])
def test_page_of_withdrawing_promises_what_the_report_does(client, is_confirmed, time_machine):
    time_machine.move_to(at_on(ENTERED), tick=False)
    round_ = on_site_round()
    finding = add_finding(round_)
    if is_confirmed:
        confirm_finding(finding, round_.here)

    client.force_login(round_.here.leader)
    page = client.get(reverse("inspections:finding-withdraw", args=[finding.pk])).content.decode()

    assert "确认后撤回的，计入报告的撤回数" in page


@pytest.mark.requirement("R87")
def test_after_approval_only_the_committee_withdraws():
    report = approved_report()
    finding = report.round.findings.confirmed().first()
    with pytest.raises(NotAllowed, match="安委会"):
        withdraw(finding, report.here.leader, on=APPROVED)
    for who in ("leader", "member", "office", "stranger", "principal"):
        with pytest.raises(NotAllowed):
            revoke(finding, getattr(report.here, who), on=APPROVED)
    with pytest.raises(IllegalMove, match="理由"):
        revoke(finding, report.here.committee, on=APPROVED, reason=" ")
    finding = revoke(finding, report.here.committee, on=APPROVED)
    assert (finding.status, finding.decision.decided_by) == ("withdrawn", report.here.committee)


@pytest.mark.requirement("R30")
@pytest.mark.requirement("R87")
@pytest.mark.parametrize(
    ("given", "missing"), [(None, "会议编号"), ({"meeting_number": ""}, "会议编号"), ({"scan": None}, "扫描件")]
)
def test_secretary_withdraws_no_reported_finding_without_the_paper_of_the_meeting(given, missing):
    report = approved_report()
    finding = report.round.findings.confirmed().first()

    with pytest.raises(IllegalMove, match=missing):
        revoke(finding, report.here.secretary, on=APPROVED, paper=given and paper(on=APPROVED, **given))

    finding.refresh_from_db()
    assert finding.status == "confirmed"
    assert not Decision.objects.filter(verb="finding.revoke").exists()


@pytest.mark.requirement("R30")
@pytest.mark.requirement("R87")
def test_withdrawal_that_the_secretary_puts_down_is_the_committees_on_the_page_and_in_the_timeline(client):
    report = approved_report()
    here = report.here
    finding = report.round.findings.confirmed().first()

    revoke(finding, here.secretary, on=APPROVED, paper=paper(on=APPROVED))

    client.force_login(here.office)
    page = client.get(finding.get_absolute_url()).content.decode()
    assert "安委会2026年3月25日会议（2026年第3次）决定（由陈书代录）" in page
    assert "安委会，由陈书（安委会）代录" in page
    assert "批件.pdf" in page


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
def test_committee_revokes_from_each_state_where_was_decided(status):
    report = approved_report()
    finding = report.round.findings.confirmed().first()
    Finding.objects.filter(pk=finding.pk).update(status=status, withdraw_reason="x")
    if target := moves.leads_to("finding", "revoke", status):
        assert revoke(finding, report.here.committee, on=APPROVED).status == target
    else:
        with pytest.raises(IllegalMove):
            revoke(finding, report.here.committee, on=APPROVED)
