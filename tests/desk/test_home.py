"""The first page says how things stand in numbers, each of which leads to the rows it counts."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.scopes import open_scope
from accounts.roles import Role, ScopeKind
from deadlines import contributions as lights
from inspections.actions import findings
from planning.actions.entries import add_ad_hoc_entry
from planning.models import AnnualPlan, PlanEntry
from planning.queries import coverage
from tests.accounts.builders import person, sign_in, unit
from tests.inspections.builders import (
    ENDED,
    ENTERED,
    NOTIFIED,
    add_finding,
    at_on,
    confirm_finding,
    ended_round,
    notified_round,
    on_site_round,
    round_with_findings,
)
from tests.planning import builders as plans
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db
HOME = reverse("desk:my-work")
# The two months have run out the day before.
LATE = date(2026, 5, 28)


def get(client, user, path, day):
    user.__dict__.pop("access", None)
    with time_machine.travel(at_on(day), tick=False):
        answer = sign_in(client, user).get(path)
    assert answer.status_code == 200
    return answer


def figures(client, user, day) -> dict:
    return {str(figure.label): figure for figure in get(client, user, HOME, day).context["figures"]}


def rows_behind(client, user, url, day) -> int:
    return get(client, user, url, day).context["page_obj"].paginator.count


def part(answer, name) -> str:
    """The HTML of one part of the page."""
    found = re.search(rf'<section class="x-panel[^>]*id="{name}".*?</section>', answer.content.decode(), re.S)
    assert found
    return unescape(found[0])


@pytest.mark.parametrize("role", ["office", "committee", "secretary"])
def test_number_of_the_first_page_is_that_of_the_list_it_opens(client, role):
    here = b.returned_case().here
    user = getattr(here, role)
    told = figures(client, user, LATE)

    assert list(told) == ["年度巡查覆盖", "本年度已确认问题", "整改率", "挂牌督办", "逾期事项"]
    found, rate, overdue = told["本年度已确认问题"], told["整改率"], told["逾期事项"]
    assert int(found.value) == rows_behind(client, user, found.url, LATE) == 5
    closed, total = map(int, re.match(r"已销号(\d+)项÷应整改(\d+)项", str(rate.note)).groups())
    assert total == rows_behind(client, user, rate.url, LATE) == 5
    assert closed == rows_behind(client, user, rate.url.replace("live", "closed"), LATE) == 4
    assert rate.value == "80%"
    assert int(overdue.value) == rows_behind(client, user, overdue.url, LATE)


@pytest.mark.requirement("R6")
def test_coverage_of_the_first_page_is_that_of_the_plan(client):
    round_ = ended_round()
    office = round_.here.office
    told = figures(client, office, ENDED)["年度巡查覆盖"]

    page = get(client, office, told.url, ENDED)
    done, all_ = map(int, told.value.split(" / "))
    assert done == part(page, "coverage").count("已完成</span></td>") == 1
    assert all_ == part(page, "coverage").count("<tr>") - 1
    assert (told.note, told.tone) == ("进驻0个，已安排0个，未安排1个", "")


@pytest.mark.requirement("R6")
def test_year_that_cannot_be_completed_is_red_on_the_first_page(client):
    here = ended_round().here

    told = figures(client, here.office, date(2026, 12, 24))["年度巡查覆盖"]

    assert (told.note, told.tone) == ("年内无法全部巡查一遍", "bad")


def test_year_without_a_plan_leads_to_the_plans(client):
    office = plans.house().office

    told = figures(client, office, ENDED)

    assert told["年度巡查覆盖"].url == reverse("planning:plan-list")
    assert (told["整改率"].value, told["整改率"].note) == ("—", "本年度尚无整改事项")
    assert rows_behind(client, office, told["本年度已确认问题"].url, ENDED) == 0


@pytest.mark.requirement("R11")
def test_neither_suggestions_nor_leads_stand_in_number_or_rate(client):
    round_ = round_with_findings()
    here = round_.here
    before = figures(client, here.committee, ENDED)["本年度已确认问题"]
    for kind in ("suggestion", "lead"):
        confirm_finding(add_finding(round_, kind=kind, text=f"一条{kind}", by=here.leader), here)

    after = figures(client, here.committee, ENDED)["本年度已确认问题"]

    assert (before.value, before.url) == (after.value, after.url)
    assert int(after.value) in (rows_behind(client, here.committee, after.url, ENDED), 0)


@pytest.mark.requirement("R11")
def test_rate_leaves_out_what_was_withdrawn(client):
    case = b.issued_case()
    here = case.here
    finding = case.items.get(number=1).finding
    findings.revoke(finding=finding, reason="重复", by=here.committee, on=b.ISSUED, at=at_on(b.ISSUED))

    rate = figures(client, here.office, LATE)["整改率"]

    assert str(rate.note).startswith("已销号0项÷应整改4项") and rate.value == "0%"
    assert rows_behind(client, here.office, rate.url, LATE) == 4


def test_each_light_leads_to_as_many_duties(client):
    here = b.signed_case().here
    page = get(client, here.office, HOME, LATE)
    shown = part(page, "lights")
    words = {"normal": "正常", "near": "临近", "overdue": "逾期", "done": "已完成"}

    rows = re.findall(r"<li>(.*?)</li>", shown, re.S)
    assert [re.search(r">([^<]+)</a>", row)[1] for row in rows][:2] == ["兴仁街道", "兴城街道"]
    linked = [
        (signal, url, int(count))
        for url, signal, count in re.findall(
            r'<a href="([^"]+)">\s*<span class="x-signal x-signal-(\w+)">.*?<b>(\d+)</b>\s*</a>', shown, re.S
        )
    ]
    assert linked and {(url, rows_behind(client, here.office, url, LATE)) for _signal, url, _count in linked} == {
        (url, count) for _signal, url, count in linked
    }
    assert all(word in shown for word in words.values()) and all(mark in shown for mark in "●▲■✓")
    overdue = sum(count for signal, _url, count in linked if signal == "overdue")
    assert overdue == int(figures(client, here.office, LATE)["逾期事项"].value) == 1


@pytest.mark.parametrize(("build", "day", "state", "mark"), [
    (notified_round, NOTIFIED, "已安排", "◇"),
    (on_site_round, ENTERED, "进驻", "◆"),
    (ended_round, ENDED, "已完成", "✓"),
])  # fmt: skip
@pytest.mark.requirement("R6")
def test_year_shows_each_round_with_its_state_and_leads_there(client, build, day, state, mark):
    round_ = build()

    shown = part(get(client, round_.here.office, HOME, day), "year")

    assert f'href="{round_.get_absolute_url()}" title="兴仁街道，第1轮，{state}，2026-03-02 – 2026-03-15"' in shown
    assert mark in shown and "未安排" in shown
    # 2 to 15 March are two weeks from Monday to Sunday.
    assert 'colspan="2"><a class="x-year-bar' in shown


@pytest.mark.requirement("R4")
def test_ad_hoc_visit_stands_in_the_year_marked_as_such(client):
    round_ = ended_round()
    here = round_.here
    add_ad_hoc_entry(
        subdistrict=here.subdistrict, team=here.team, from_on=date(2026, 3, 23), to_on=date(2026, 4, 5),
        reason="事故多发", order="安委会主任批示", by=here.office, on=ENDED, at=at_on(ENDED),
    )  # fmt: skip

    shown = part(get(client, here.committee, HOME, ENDED), "year")

    assert "兴仁街道，不定期，已安排，2026-03-23 – 2026-04-05" in shown
    assert "清明节" in shown and shown.count("本周") == 1


def test_rounds_that_meet_stand_below_each_other(client):
    round_ = ended_round()
    here = round_.here
    entry = round_.entry
    for first in (ENTERED, date(2026, 12, 28)):
        twin = PlanEntry.objects.get(pk=entry.pk)
        twin.pk, twin.from_on, twin.to_on = None, first, first + timedelta(days=13)
        twin._state.adding = True
        twin.scope = open_scope(kind=ScopeKind.ROUND, label=f"另一次{first}")
        twin.save()

    shown = part(get(client, here.office, HOME, ENDED), "year")

    # The one that runs into the next year ends with this one.
    assert 'rowspan="2"><a href' in shown and shown.count("x-year-bar") == 3
    assert 'colspan="1"><a class="x-year-bar' in shown


def test_sealed_visit_is_in_no_number_and_no_strip_of_whoever_is_not_let_in(client):
    round_ = notified_round()
    here = round_.here
    round_.scope.kind = ScopeKind.SEALED
    round_.scope.save()

    for user, count in ((here.office, 0), (here.secretary, 0), (here.committee, 1)):
        page = get(client, user, HOME, NOTIFIED)
        assert part(page, "year").count("x-year-bar") == count
        told = {str(figure.label): figure for figure in page.context["figures"]}["年度巡查覆盖"]
        assert f"已安排{count}个" in told.note
        assert (round_.get_absolute_url() in part(get(client, user, told.url, NOTIFIED), "coverage")) == bool(count)


def test_long_lists_of_units_lead_to_the_rest(client, monkeypatch):
    here = b.issued_case().here
    for module, name in ((coverage, "SUBDISTRICTS_SHOWN"), (lights, "UNITS_SHOWN")):
        monkeypatch.setattr(module, name, 1)
        monkeypatch.setattr(module, "SHOWN_OF_MANY", 1)

    page = get(client, here.office, HOME, LATE)

    assert "另有1个街道" in part(page, "year")
    assert "个单位" in part(page, "lights") and part(page, "lights").count("<li>") == 1
    told = figures(client, here.office, LATE)["年度巡查覆盖"]
    assert (told.value, told.note) == ("1 / 2", "进驻中 0")


def test_beyond_what_is_counted_the_rate_is_told_by_what_is_left(client, monkeypatch):
    here = b.issued_case().here
    monkeypatch.setattr("core.home.MOST_COUNTED", 1)

    told = figures(client, here.office, LATE)["尚未销号"]

    assert told.value == "1+" and rows_behind(client, here.office, told.url, LATE) == 5


def test_subdistrict_is_told_what_it_owes_and_by_when(client):
    here = b.signed_case().here
    told = figures(client, here.principal, LATE)

    assert list(told) == ["最近期限", "待整改事项"]
    assert (told["最近期限"].value, told["最近期限"].tone) == ("2026-05-27", "bad")
    assert "逾期1天" in told["最近期限"].note
    items = told["待整改事项"]
    assert items.value == rows_behind(client, here.principal, items.url, LATE) == 5
    assert (items.note, items.tone) == ("其中逾期5项", "bad")
    assert figures(client, here.principal, b.SIGNED)["待整改事项"].tone == ""
    assert figures(client, here.extra["foreigner"], LATE)["待整改事项"].value == 0


def test_item_of_another_subdistrict_is_on_nobody_elses_list(client):
    here = b.signed_case().here
    path = reverse("rectification:item-list")

    assert rows_behind(client, here.principal, f"{path}?year=2026&unit={here.subdistrict.pk}", LATE) == 5
    assert rows_behind(client, here.principal, f"{path}?year=2025", LATE) == 0
    assert rows_behind(client, here.extra["foreigner"], path, LATE) == 0
    assert rows_behind(client, here.extra["foreigner"], f"{path}?unit={here.subdistrict.pk}", LATE) == 0


@pytest.mark.parametrize(("build", "label", "value", "late"), [
    (notified_round, "计划进驻", "2026-03-02", date(2026, 3, 3)),
    (on_site_round, "计划现场巡查结束日", "2026-03-15", date(2026, 3, 16)),
])  # fmt: skip
def test_team_is_told_the_next_day_of_its_stay(client, build, label, value, late):
    round_ = build()

    told = figures(client, round_.here.leader, date.fromisoformat(value))
    assert [(label, told[label].value, told[label].url)] == [(label, value, round_.get_absolute_url())]
    assert ("今日到期" in told[label].note, told[label].tone) == (True, "")
    assert figures(client, round_.here.leader, late)[label].tone == "warn"


def test_team_is_told_when_its_report_is_due(client):
    round_ = ended_round()

    assert [(figure.value, figure.tone) for figure in figures(client, round_.here.leader, ENDED).values()] == [
        ("2026-03-30", "")
    ]
    near = figures(client, round_.here.leader, date(2026, 3, 25))
    assert [figure.tone for figure in near.values()] == ["warn"]


def test_others_are_told_nothing_of_the_district(client):
    b.issued_case()
    for user in (person(Role.CUSTODIAN), person(Role.SYSTEM_ADMIN), person(Role.DEPARTMENT, unit("department"))):
        page = get(client, user, HOME, LATE)
        assert (page.context["figures"], page.context["parts"], page.context["broad_parts"]) == ([], [], [])


def test_first_page_asks_no_more_for_more_rows(client):
    case = b.issued_case()
    here = case.here
    get(client, here.committee, HOME, LATE)
    with CaptureQueriesContext(connection) as few:
        get(client, here.committee, HOME, LATE)
    assert AnnualPlan.objects.count() == 1
    for number in range(3):
        add_ad_hoc_entry(
            subdistrict=here.other_subdistrict, team=here.team, from_on=date(2026, 6 + number, 1),
            to_on=date(2026, 6 + number, 14), reason="事故多发", order="安委会主任批示", by=here.office, on=LATE,
            at=at_on(LATE),
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        get(client, here.committee, HOME, LATE)

    assert len(many) <= len(few)
