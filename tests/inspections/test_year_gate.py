"""What the rounds say of a plan's year (一(二)1): archived or cancelled settles an entry, by the year of entry."""

from datetime import date

import pytest

from inspections.actions import rounds
from inspections.models import SubdistrictRound
from inspections.year_gate import rounds_gate
from tests.inspections import builders as build

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2027, 1, 4)


def gaps(here):
    return [(gap.words, gap.path) for gap in rounds_gate(here.entry.plan, NEW_YEAR)]


LEFT_OUT = ("兴城街道：2026年未完成巡查", "")


@pytest.mark.requirement("R6")
def test_entry_without_a_round_is_a_gap_without_a_page():
    here = build.world()

    assert gaps(here) == [("2026年3月2日至3月15日对兴仁街道的巡查：未开展", ""), LEFT_OUT]


@pytest.mark.requirement("R6")
def test_round_that_still_runs_is_a_gap_with_its_page():
    round_ = build.ended_round()

    words = "2026年3月2日至3月15日对兴仁街道的巡查：现场巡查结束"
    assert gaps(round_.here) == [(words, round_.get_absolute_url()), LEFT_OUT]


@pytest.mark.requirement("R6")
def test_archived_round_leaves_nothing_open():
    round_ = build.ended_round()
    archive(round_)

    assert gaps(round_.here) == [LEFT_OUT]


def archive(round_, **facts):
    """As it stands after rectification and closing, which the rooms above prove."""
    days = {"closed_on": date(2026, 6, 1), "archived_on": date(2026, 6, 1)}
    SubdistrictRound.objects.filter(pk=round_.pk).update(status="archived", **days, **facts)


@pytest.mark.requirement("R6")
def test_cancelled_round_settles_its_entry_and_the_subdistrict_is_still_named():
    round_ = build.notified_round()
    here = round_.here
    rounds.cancel(round=round_, reason="防汛", by=here.office, on=build.NOTIFIED, at=build.at_on(build.NOTIFIED))

    assert gaps(here) == [("兴仁街道：2026年未完成巡查", ""), LEFT_OUT]


@pytest.mark.requirement("R7")
def test_round_entered_in_the_next_year_counts_for_that_year():
    round_ = build.ended_round()
    archive(round_, entered_on=date(2027, 1, 4), ended_on=date(2027, 1, 20))

    assert gaps(round_.here) == [("兴仁街道：2026年未完成巡查", ""), LEFT_OUT]
