"""The plan's page and list in every state that a reader may meet."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.actions import rounds
from planning.actions import entries, extracts, plans
from planning.models import AnnualPlan, Ruleset
from records.policies import Paper
from tests.accounts.builders import sign_in
from tests.planning import builders as build
from tests.planning.builders import APPROVED, DRAFTED, PROPOSED, PUBLISHED, on
from tests.planning.pages import links_to, url, visible_text
from tests.records.builders import PDF, decided, upload


def page(client, user, thing):
    return sign_in(client, user).get(thing.get_absolute_url())


def test_returned_draft_shows_what_the_committee_said_and_cannot_be_discarded(here, client):
    plan = plans.return_(plan=build.submitted_plan(here), note="请补充丙街道", by=here.committee, **on(APPROVED))

    response = page(client, here.office, plan)

    assert "安委会退回意见： 请补充丙街道" in visible_text(response)
    assert url("plan-discard", plan) not in links_to(response)


def test_approval_is_not_told_as_a_return(here, client):
    plan = build.submitted_plan(here)
    plan = plans.approve(plan=plan, note="原则同意", by=here.committee, **on(APPROVED))

    text = visible_text(page(client, here.office, plan))

    assert "退回意见" not in text
    assert "原则同意" in text


def test_draft_without_entries_says_what_to_do_and_offers_no_preview(here, client):
    plan = plans.draft(year=2026, title="方案", by=here.office, **on(DRAFTED))

    response = page(client, here.office, plan)

    assert "尚无安排 请添加各街道及其日期；巡查组已确定的一并指定。" in visible_text(response)
    assert url("plan-preview", plan) not in links_to(response)
    assert "请添加" not in visible_text(page(client, here.committee, plan)).partition("尚无安排")[2]


@pytest.mark.requirement("R7")
def test_short_stay_is_marked_with_its_reason(here, client):
    plan = build.drafted_plan(here, subdistricts=here.subdistricts[:2])
    short, whole = build.first_entry(plan), build.last_entry(plan)
    entries.change_entry(entry=short, to_on=date(2026, 3, 14), short_reason="防汛值守", by=here.office, **on(DRAFTED))

    text = visible_text(page(client, here.office, plan))

    assert "2026-03-02 – 2026-03-14 13 天数不足 防汛值守" in text
    assert f"{whole.to_on:%Y-%m-%d} 14 指定巡查组" in text


@pytest.mark.requirement("R12")
def test_team_of_an_entry_is_named_with_its_state_until_it_is_approved(here, client):
    proposed = build.proposed_team(here)
    plan = build.drafted_plan(here, subdistricts=here.subdistricts[:2])
    entries.assign_team(entry=build.first_entry(plan), team=proposed, by=here.office, **on(PROPOSED))
    approved = build.approved_team(here)
    entries.assign_team(entry=build.last_entry(plan), team=approved, by=here.office, **on(APPROVED))

    text = visible_text(page(client, here.office, plan))

    assert f"14 {proposed.name} 待审批 修改" in text
    assert f"14 {approved.name} 修改" in text


@pytest.mark.requirement("R6")
def test_overview_leads_to_the_round_that_was_begun(here, client):
    plan = build.published_plan(here)
    first, last = build.first_entry(plan), build.last_entry(plan)
    round_ = rounds.notify(entry=first, by=here.office, **on(date(2026, 2, 24)))

    response = page(client, here.office, plan)

    assert round_.get_absolute_url() in links_to(response)
    assert f"{last.from_on:%Y-%m-%d} – {last.to_on:%Y-%m-%d} 已安排 " in visible_text(response)


def test_committee_reads_of_an_open_entry_and_is_not_asked_to_assign_a_team(here, client):
    plan = build.submitted_plan(here)

    response = page(client, here.committee, plan)

    assert "14 待定" in visible_text(response)
    assert url("entry-assign-team", build.first_entry(plan)) not in links_to(response)


def test_receipts_are_told_with_day_and_person(here, client):
    plan = build.published_plan(here)
    extract = plan.extracts.get(unit=here.subdistricts[0])
    extracts.receive(extract=extract, by=here.clerk, **on(PUBLISHED))

    text = visible_text(page(client, here.office, plan))

    assert f"{extract.unit.short_name} 2026-01-16 2026-01-16 {here.clerk.full_name}" in text
    assert f"{here.subdistricts[1].short_name} 2026-01-16 未签收 —" in text


@pytest.mark.requirement("R30")
def test_decision_on_paper_can_be_read(here, client):
    plan = build.submitted_plan(here)
    paper = Paper("安委会〔2026〕3号", APPROVED, upload())
    plan = plans.approve(plan=plan, by=here.secretary, paper=paper, **on(APPROVED))

    response = page(client, here.office, plan)

    said = f"2026年1月15日会议（安委会〔2026〕3号）决定（由{here.secretary.full_name}代录）"
    assert f"批准年度方案 {here.committee_unit.short_name}{said}" in visible_text(response)
    assert "签批件扫描件" in visible_text(response)
    opened = client.get(next(link for link in links_to(response) if str(plan.decision.scan.pk) in link), follow=True)
    assert b"".join(opened.streaming_content) == PDF


def test_list_says_when_no_rules_are_in_force(here, client):
    Ruleset.objects.update(effective_on=date(2030, 1, 1))

    text = visible_text(sign_in(client, here.office).get(url("plan-list")))

    assert "没有施行中的制度 载入制度前不能编制方案" in text


@pytest.mark.requirement("R19")
def test_office_discards_a_draft_by_its_form(here, client):
    plan = build.drafted_plan(here)
    sign_in(client, here.office)
    address = url("plan-discard", plan)

    assert address in links_to(client.get(plan.get_absolute_url()))
    refused = client.post(address, {"on": str(PROPOSED), "reason": "", "version": plan.version})
    done = client.post(address, {"on": str(PROPOSED), "reason": "立项有误", "version": plan.version})

    assert refused.status_code == 422
    assert done.url == plan.get_absolute_url()
    assert AnnualPlan.objects.get(pk=plan.pk).discard_reason == "立项有误"


@pytest.mark.requirement("R19")
def test_discarded_draft_is_read_as_such_and_offers_nothing(here, client):
    plan = build.approved_plan(here)
    new = plans.revise(plan=plan, reason="调整", by=here.office, **on(APPROVED))
    plans.discard(plan=new, reason="不调整了", by=here.office, **on(APPROVED))

    gone, ruling = page(client, here.office, new), page(client, here.office, plan)

    assert "本草稿已作废，其中内容不作数" in visible_text(gone)
    assert "作废理由 不调整了" in visible_text(gone)
    assert "覆盖情况" not in visible_text(gone)
    assert not {link for link in links_to(gone) if "/plans/" in link and link.endswith(("edit/", "submit/", "add/"))}
    assert new.get_absolute_url() not in links_to(ruling)
    assert url("plan-revise", plan) in links_to(ruling)


def test_discarded_draft_is_listed_only_when_asked_for(here, client):
    plan = plans.discard(plan=build.drafted_plan(here), reason="立项有误", by=here.office, **on(PROPOSED))
    other = plans.draft(year=2026, title="重新起草的方案", by=here.office, **on(PROPOSED))
    sign_in(client, here.office)

    usual = links_to(client.get(url("plan-list")))
    asked = client.get(url("plan-list"), {"status": "discarded"})

    assert other.get_absolute_url() in usual
    assert plan.get_absolute_url() not in usual
    assert plan.get_absolute_url() in links_to(asked)
    assert "已作废" in visible_text(asked)


def test_list_is_narrowed_to_a_year_and_a_state(here, client):
    plan = build.approved_plan(here)
    next_year = plans.draft(year=2027, title="次年方案", by=here.office, **on(APPROVED))
    sign_in(client, here.office)

    of_year = client.get(url("plan-list"), {"year": 2027}).context["object_list"]
    approved = client.get(url("plan-list"), {"status": "approved"}).context["object_list"]

    assert [list(of_year), list(approved)] == [[next_year], [plan]]


def test_year_whose_only_draft_was_discarded_is_proposed_again(here, client):
    here.office.refresh_from_db()
    plans.discard(plan=build.drafted_plan(here), reason="立项有误", by=here.office, **on(PROPOSED))

    form = sign_in(client, here.office).get(url("plan-draft")).context["form"]

    assert form.initial["year"] == 2026


def test_list_asks_no_more_for_more_decided_plans(here, client, django_assert_num_queries):
    plan = build.approved_plan(here)
    sign_in(client, here.office)
    with CaptureQueriesContext(connection) as captured:
        client.get(url("plan-list"))

    decision = decided(here.committee, APPROVED)
    AnnualPlan.objects.create(
        year=2027, title="2027年度方案", ruleset=plan.ruleset, status="approved", decision=decision
    )
    with django_assert_num_queries(len(captured)):
        assert "2027年度方案" in client.get(url("plan-list")).content.decode()
