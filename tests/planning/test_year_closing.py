"""The year of a plan is closed when it is over, with the reason for whatever is still open (一(二)1, R6)."""

from datetime import date

import pytest
import time_machine

from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from core.work import tasks_for
from planning.actions import entries, plans
from planning.models import AnnualPlan
from planning.queries.plans import subdistricts_to_inspect
from planning.year_closing import has_year_gaps, register_year_gate, year_gaps
from tests.accounts.builders import sign_in
from tests.planning import builders as build
from tests.planning.builders import PUBLISHED, at_on, on
from tests.planning.pages import links_to, url, visible_text

YEAR_END = date(2026, 12, 31)
NEW_YEAR = date(2027, 1, 4)


def reasons(plan, day=NEW_YEAR, text="受汛情影响，结转下年"):
    return {gap.key: text for gap in year_gaps(plan, day)}


def closed(here, plan, *, day=NEW_YEAR):
    return plans.close_year(plan=plan, reasons=reasons(plan), by=here.office, **on(day))


@pytest.mark.requirement("R6")
def test_year_is_closed_with_a_reason_for_each_gap(here):
    plan = closed(here, build.published_plan(here))

    assert (plan.status, plan.closed_on) == ("closed", NEW_YEAR)
    assert plan.closing_notes == [
        {"label": f"{days}对{unit.short_name}的巡查：未开展", "reason": "受汛情影响，结转下年"}
        for unit, days in zip(
            here.subdistricts,
            ("2026年3月2日至3月15日", "2026年3月23日至4月5日", "2026年4月13日至4月26日"),
            strict=True,
        )
    ]
    assert AuditEvent.objects.get(verb="plan.close_year").target_id == str(plan.pk)


@pytest.mark.requirement("R6")
def test_gaps_without_a_reason_are_named_and_nothing_changes(here):
    plan = build.published_plan(here)
    given = reasons(plan)
    left = year_gaps(plan, NEW_YEAR)[1]
    given[left.key] = " "

    with pytest.raises(IllegalMove) as refusal:
        plans.close_year(plan=plan, reasons=given, by=here.office, **on(NEW_YEAR))

    assert refusal.value.reason == f"请逐项说明未了结的原因：{left.words}。"
    assert AnnualPlan.objects.get(pk=plan.pk).status == "approved"


@pytest.mark.requirement("R6")
def test_subdistrict_that_no_entry_names_is_a_gap_too(here):
    plan = build.published_plan(here, subdistricts=here.subdistricts[:2])

    labels = [gap.words for gap in year_gaps(plan, NEW_YEAR)]

    assert labels[2:] == [f"{here.subdistricts[2].short_name}：2026年未完成巡查"]


@pytest.mark.requirement("R4", "R6")
def test_round_outside_the_plan_is_asked_for_too(here):
    plan = build.published_plan(here)
    ad_hoc(here, plan)

    assert len(year_gaps(plan, NEW_YEAR)) == 4


def ad_hoc(here, plan, when=PUBLISHED):
    return entries.add_ad_hoc_entry(
        subdistrict=here.subdistricts[1], team=plan.team, from_on=date(2026, 9, 1), to_on=date(2026, 9, 14),
        reason="举报集中", order="安委会〔2026〕9号", by=here.office, **on(when),
    )  # fmt: skip


@pytest.mark.parametrize(("day", "may"), [(date(2026, 12, 30), False), (YEAR_END, True), (NEW_YEAR, True)])
def test_year_is_closed_on_its_last_day_at_the_earliest(here, day, may):
    plan = build.published_plan(here)

    if may:
        assert closed(here, plan, day=day).closed_on == day
    else:
        with pytest.raises(IllegalMove, match="2026年12月31日"):
            closed(here, plan, day=day)


def test_plan_that_was_never_published_has_no_year_to_close(here):
    plan = build.approved_plan(here)

    with pytest.raises(IllegalMove, match="印发"):
        closed(here, plan)


def test_edition_under_way_comes_first(here):
    plan = build.published_plan(here)
    new = plans.revise(plan=plan, reason="调整", by=here.office, **on(PUBLISHED))

    with pytest.raises(IllegalMove, match="新版"):
        closed(here, plan)
    plans.discard(plan=new, reason="不调整了", by=here.office, **on(NEW_YEAR))

    assert closed(here, plan).status == "closed"


def test_nobody_but_the_office_closes_the_year(here):
    plan = build.published_plan(here)

    for by in (here.committee, here.principal, plan.team.leader):
        with pytest.raises(NotAllowed):
            plans.close_year(plan=plan, reasons=reasons(plan), by=by, **on(NEW_YEAR))


def test_stale_copy_closes_nothing(here):
    plan = build.published_plan(here)

    with pytest.raises(StaleCopy):
        plans.close_year(plan=plan, reasons=reasons(plan), by=here.office, version=plan.version - 1, **on(NEW_YEAR))


@pytest.mark.requirement("R4", "R19")
def test_closed_year_takes_neither_revision_nor_round(here):
    plan = build.published_plan(here)
    team = plan.team
    plan = closed(here, plan)
    plan.team = team

    with pytest.raises(IllegalMove):
        plans.revise(plan=plan, reason="调整", by=here.office, **on(NEW_YEAR))
    with pytest.raises(IllegalMove, match="2026年度已办结"):
        ad_hoc(here, plan, when=NEW_YEAR)


def test_gates_are_asked_in_their_order_and_once(here, monkeypatch):
    monkeypatch.setattr("planning.year_closing._gates", {})
    plan = build.published_plan(here)

    def gate(plan, today):
        return [today]

    register_year_gate(gate, lambda plan, today: True)
    register_year_gate(gate, lambda plan, today: True)

    assert year_gaps(plan, NEW_YEAR) == [NEW_YEAR]


@pytest.fixture
def after_new_year():
    with time_machine.travel(at_on(NEW_YEAR), tick=False):
        yield


def test_page_asks_for_the_closing_once_the_year_is_over(here, client, after_new_year):
    plan = build.published_plan(here)

    response = sign_in(client, here.office).get(plan.get_absolute_url())

    assert "办结年度，并说明未了结事项的原因" in visible_text(response)
    assert f"2026年3月2日至3月15日对{here.subdistricts[0].short_name}的巡查：未开展" in visible_text(response)
    assert url("plan-close-year", plan) in links_to(response)
    assert url("plan-close-year", plan) not in links_to(sign_in(client, here.committee).get(plan.get_absolute_url()))


def test_page_of_a_running_year_does_not(here, client):
    plan = build.published_plan(here)

    with time_machine.travel(at_on(date(2026, 12, 30)), tick=False):
        response = sign_in(client, here.office).get(plan.get_absolute_url())

    assert url("plan-close-year", plan) not in links_to(response)
    assert "年度办结" in visible_text(response)


@pytest.mark.requirement("R6")
def test_office_closes_the_year_by_its_form(here, client, after_new_year):
    plan = build.published_plan(here)
    sign_in(client, here.office)
    address = url("plan-close-year", plan)
    data = {"on": str(NEW_YEAR), "version": plan.version}

    refused = client.post(address, data)
    given = {f"reason-{key}": text for key, text in reasons(plan).items()}
    done = client.post(address, data | given, follow=True)

    assert refused.status_code == 422
    assert (
        f"2026年3月2日至3月15日对{here.subdistricts[0].short_name}的巡查 * 未开展。请说明未了结的原因"
        in visible_text(refused)
    )
    text = visible_text(done)
    assert "已办结" in text
    assert f"2026年4月13日至4月26日对{here.subdistricts[2].short_name}的巡查：未开展 受汛情影响，结转下年" in text
    assert url("plan-revise", plan) not in links_to(done)


def test_year_of_which_nothing_is_open_waits_for_the_office(here, monkeypatch):
    plan = build.published_plan(here)
    assert plan.get_absolute_url() not in {task.url for task in tasks_for(here.office, today=NEW_YEAR)}

    monkeypatch.setattr("planning.year_closing._gates", {})

    assert plan.get_absolute_url() in {task.url for task in tasks_for(here.office, today=NEW_YEAR)}
    assert plan.get_absolute_url() not in {task.url for task in tasks_for(here.office, today=YEAR_END)}
    assert plan.get_absolute_url() not in {task.url for task in tasks_for(here.committee, today=NEW_YEAR)}


def test_closed_year_waits_for_nobody(here, monkeypatch):
    plan = closed(here, build.published_plan(here))
    monkeypatch.setattr("planning.year_closing._gates", {})

    assert plan.get_absolute_url() not in {task.url for task in tasks_for(here.office, today=NEW_YEAR)}


@pytest.mark.parametrize("left", ["entry", "unit"])
def test_whether_anything_is_open_is_what_the_gaps_say(here, left):
    """The quick look of "my work" and the list on the page are two questions with one answer."""
    plan = build.published_plan(here)
    assert bool(year_gaps(plan, NEW_YEAR)) is has_year_gaps(plan, NEW_YEAR) is True
    if left == "unit":
        plan.entries.all().delete()
        assert bool(year_gaps(plan, NEW_YEAR)) is has_year_gaps(plan, NEW_YEAR) is True
        subdistricts_to_inspect().update(is_active=False)
        assert year_gaps(plan, NEW_YEAR) == [] and not has_year_gaps(plan, NEW_YEAR)
