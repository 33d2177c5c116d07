"""What a subdistrict reads of the plan, from its publication to the edition after."""

from datetime import date

import pytest

from core.work import tasks_for
from planning.actions import entries, extracts, plans
from tests.accounts.builders import sign_in
from tests.planning import builders as build
from tests.planning.builders import PUBLISHED, on
from tests.planning.pages import links_to, url, visible_text

LATER = date(2026, 2, 2)


def page(client, user, thing):
    return sign_in(client, user).get(thing.get_absolute_url())


def next_edition(here, plan, change):
    new = plans.revise(plan=plan, reason="调整", by=here.office, **on(LATER))
    change(new)
    new = plans.submit(plan=new, by=here.office, **on(LATER))
    new = plans.approve(plan=new, by=here.committee, **on(LATER))
    return plans.publish(plan=new, by=here.office, **on(LATER))


def test_open_extract_asks_for_the_receipt(here, client):
    plan = build.published_plan(here)
    extract = plan.extracts.get(unit=here.subdistricts[0])

    response = page(client, here.principal, extract)

    assert "2026年1月16日印发" in visible_text(response)
    assert f"2026-03-02 – 2026-03-15 14 第1轮 {plan.team.name}" in visible_text(response)
    assert url("extract-receive", extract) in links_to(response)


def test_receipt_is_told_with_day_and_person_and_asked_no_more(here, client):
    extract = build.published_plan(here).extracts.get(unit=here.subdistricts[0])
    extracts.receive(extract=extract, by=here.clerk, **on(PUBLISHED))

    response = page(client, here.principal, extract)
    listed = visible_text(client.get(url("extract-list")))

    assert f"{here.clerk.printed_name}于2026年1月16日签收。" in visible_text(response)
    assert url("extract-receive", extract) not in links_to(response)
    assert f"{extract.unit.short_name} 2026-01-16 2026-01-16" in listed


def test_round_without_a_team_yet_says_so(here, client):
    plan = build.submitted_plan(here)
    plan = plans.approve(plan=plan, by=here.committee, **on(build.APPROVED))
    plan = plans.publish(plan=plan, by=here.office, **on(PUBLISHED))

    text = visible_text(page(client, here.principal, plan.extracts.get(unit=here.subdistricts[0])))

    assert "14 第1轮 待定" in text


@pytest.mark.requirement("R19")
def test_extract_of_a_replaced_edition_warns_and_the_new_one_names_its_edition(here, client):
    plan = build.published_plan(here)
    new = next_edition(here, plan, lambda new: None)
    old, current = (one.extracts.get(unit=here.subdistricts[0]) for one in (plan, new))
    warning = "方案已有新版，以下安排不再有效。"

    replaced, open_one = page(client, here.principal, old), page(client, here.principal, current)

    assert warning in visible_text(replaced)
    assert "以新版方案的摘要为准" in visible_text(replaced)
    assert url("extract-receive", old) not in links_to(replaced)
    assert warning not in visible_text(open_one)
    assert url("extract-receive", current) in links_to(open_one)
    assert [task.url for task in tasks_for(here.principal, today=LATER)] == [current.get_absolute_url()]
    listed = visible_text(client.get(url("extract-list")))
    assert f"{new.title} 第2版 {here.subdistricts[0].short_name} 2026-02-02 未签收" in listed
    assert f"{plan.title} {here.subdistricts[0].short_name} 2026-01-16 未签收" in listed


@pytest.mark.requirement("R19")
def test_subdistrict_left_out_reads_that_nothing_takes_place(here, client):
    plan = build.published_plan(here)
    new = next_edition(
        here, plan, lambda new: entries.remove_entry(entry=build.first_entry(new), by=here.office, **on(LATER))
    )

    text = visible_text(page(client, here.principal, new.extracts.get(unit=here.subdistricts[0])))

    assert "本年度不再安排对本街道的巡查 方案已修订，原告知的巡查不再进行。" in text
    assert "迎检" not in text
    assert "2026-03-02" not in text
