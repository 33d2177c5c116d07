"""What the rounds say of a plan's year (一(二)1): archived or cancelled settles an entry, by the year of entry."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from inspections.actions import rounds
from inspections.models import SubdistrictRound
from inspections.year_gate import rounds_gate
from planning.models import AnnualPlan
from planning.year_closing import year_gaps
from tests.accounts.builders import sign_in
from tests.inspections import builders as build

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2027, 1, 4)


def gaps(here):
    return [(gap.words, gap.path) for gap in rounds_gate(here.entry.plan, NEW_YEAR)]


def left_out(here, unit="兴城街道"):
    """Where another round may be ordered."""
    return (f"{unit}：2026年未完成巡查", here.entry.plan.get_absolute_url())


@pytest.mark.requirement("R6")
def test_entry_without_a_round_is_a_gap_that_leads_to_its_notice():
    here = build.world()

    notice = reverse("inspections:round-notify", args=[here.entry.pk])
    assert gaps(here) == [("2026年3月2日至3月15日对兴仁街道的巡查：未开展", notice), left_out(here)]


@pytest.mark.requirement("R84")
def test_one_click_lists_every_gap_of_the_year_with_its_page_and_who_acts(client):
    here = build.ended_round().here
    plan = here.entry.plan
    AnnualPlan.objects.filter(pk=plan.pk).update(published_on=date(2026, 1, 25))
    with time_machine.travel("2027-01-04 10:00:00+08:00", tick=False):
        sign_in(client, here.office)
        page = client.get(reverse("planning:plan-close-year", args=[plan.pk])).content.decode()
        open_ends = year_gaps(plan, NEW_YEAR)

    assert {gap.key.partition("-")[0] for gap in open_ends} == {"entry", "unit", "copies"}
    for gap in open_ends:
        assert gap.path and gap.who
        assert f'<a href="{gap.path}">{gap.words}</a>\n  <span class="x-soft">由{gap.who}办理</span>' in page
    assert "系统核对：" in page and "系统不核对" in page


@pytest.mark.requirement("R84")
def test_year_without_a_gap_says_so(client, monkeypatch):
    monkeypatch.setattr("planning.year_closing._gates", {})
    here = build.world()
    plan = here.entry.plan
    sign_in(client, here.office)

    page = client.get(reverse("planning:plan-close-year", args=[plan.pk])).content.decode()

    assert "系统核对的各项均已办结" in page


@pytest.mark.requirement("R6")
def test_round_that_still_runs_is_a_gap_with_its_page():
    round_ = build.ended_round()

    words = "2026年3月2日至3月15日对兴仁街道的巡查：现场巡查结束"
    assert gaps(round_.here) == [(words, round_.get_absolute_url()), left_out(round_.here)]


@pytest.mark.requirement("R6")
def test_archived_round_leaves_nothing_open():
    round_ = build.ended_round()
    archive(round_)

    assert gaps(round_.here) == [left_out(round_.here)]


def archive(round_, **facts):
    """As it stands after rectification and closing, which the rooms above prove."""
    days = {"closed_on": date(2026, 6, 1), "archived_on": date(2026, 6, 1)}
    SubdistrictRound.objects.filter(pk=round_.pk).update(status="archived", **days, **facts)


@pytest.mark.requirement("R6")
def test_cancelled_round_settles_its_entry_and_the_subdistrict_is_still_named():
    round_ = build.notified_round()
    here = round_.here
    rounds.cancel(round=round_, reason="防汛", by=here.office, on=build.NOTIFIED, at=build.at_on(build.NOTIFIED))

    assert gaps(here) == [left_out(here, "兴仁街道"), left_out(here)]


@pytest.mark.requirement("R7")
def test_round_entered_in_the_next_year_counts_for_that_year():
    round_ = build.ended_round()
    archive(round_, entered_on=date(2027, 1, 4), ended_on=date(2027, 1, 20))

    assert gaps(round_.here) == [left_out(round_.here, "兴仁街道"), left_out(round_.here)]
