"""What is asked of a year's plan, both ways; pure, without a database."""

from datetime import date, timedelta

import pytest

from accounts.models import Unit
from planning import regulation
from planning.coverage import Row, capacity, coverage
from planning.models import AnnualPlan, InspectionCycle, InspectionTeam, PlanEntry, Ruleset
from planning.plan_rules import plan_problems
from planning.problems import blocking, warnings
from planning.round_states import LiveRound, RoundState

PACK = Ruleset(leader_ranks=list(regulation.LEADER_RANKS), **regulation.NUMBERS)
PLAN = AnnualPlan(year=2026, ruleset=PACK)
FIRST, SECOND = (InspectionCycle(pk=number, year=2026, number=number) for number in (1, 2))
UNITS = [Unit(name=f"{name}街道办事处", short_name=f"{name}街道", kind="subdistrict") for name in "甲乙丙丁戊"]
TEAMS = [InspectionTeam(name=f"第{name}巡查组", cycle=FIRST, status="approved") for name in "一二三"]


def entry(unit=0, from_on=date(2026, 3, 2), days=14, *, team=0, cycle=FIRST, **facts):
    return PlanEntry(
        plan=PLAN, subdistrict=UNITS[unit], cycle=cycle, team=None if team is None else TEAMS[team],
        from_on=from_on, to_on=from_on + timedelta(days=days - 1), scope_id=unit + 1, **facts,
    )  # fmt: skip


def problems(*entries, subdistricts=()):
    return plan_problems(PLAN, list(entries), list(subdistricts))


def test_plan_without_entries_is_blocked():
    assert len(blocking(problems())) == 1


def test_sound_plan_has_no_problem():
    assert problems(entry(0), entry(1, date(2026, 3, 16)), subdistricts=UNITS[:2]) == []


@pytest.mark.requirement("R7")
@pytest.mark.parametrize(("days", "is_blocked"), [(13, True), (14, False), (15, False)])
def test_short_stay_without_reason_is_blocked(days, is_blocked):
    assert bool(blocking(problems(entry(days=days)))) == is_blocked


@pytest.mark.requirement("R7")
def test_short_stay_with_reason_is_a_warning_that_tells_it():
    found = problems(entry(days=13, short_reason="重点工程抢险"))

    assert blocking(found) == []
    assert "重点工程抢险" in warnings(found)[0].text
    assert warnings(found)[0].clause == "一（二）1"


@pytest.mark.requirement("R7")
def test_blank_reason_counts_as_none():
    assert blocking(problems(entry(days=13, short_reason="  ")))


@pytest.mark.requirement("R12")
@pytest.mark.parametrize(("count", "is_blocked"), [(1, False), (2, False), (3, True)])
def test_teams_in_one_cycle(count, is_blocked):
    entries = [entry(number, team=number) for number in range(count)]

    assert bool(blocking(problems(*entries))) == is_blocked


@pytest.mark.requirement("R12")
def test_three_teams_in_two_cycles_are_fine():
    entries = [entry(0, team=0), entry(1, team=1), entry(2, date(2026, 9, 1), team=2, cycle=SECOND)]

    assert blocking(problems(*entries)) == []


@pytest.mark.parametrize(("second_from", "is_blocked"), [(date(2026, 3, 15), True), (date(2026, 3, 16), False)])
def test_team_cannot_be_in_two_places(second_from, is_blocked):
    assert bool(blocking(problems(entry(0), entry(1, second_from)))) == is_blocked


def test_each_entry_that_a_team_cannot_reach_is_told_once_with_what_keeps_it_longest():
    """Not each pair: a year of thousands of entries is told in as many lines."""
    long, within, beside = entry(0, days=40), entry(1, date(2026, 3, 5)), entry(4, date(2026, 3, 6))
    later, free = entry(2, date(2026, 4, 6)), entry(3, date(2026, 4, 20))

    told = [problem.text for problem in blocking(problems(free, later, beside, within, long))]

    assert len(told) == 3
    assert all("甲街道" in words for words in told)
    assert ["乙街道" in told[0], "戊街道" in told[1], "丙街道" in told[2]] == [True, True, True]


def test_two_teams_may_work_at_once():
    assert blocking(problems(entry(0, team=0), entry(1, team=1))) == []


def test_subdistrict_twice_in_a_cycle_is_blocked_and_in_two_cycles_not():
    again = date(2026, 9, 1)

    assert blocking(problems(entry(0), entry(0, again)))
    assert blocking(problems(entry(0), entry(0, again, cycle=SECOND))) == []


@pytest.mark.parametrize("from_on", [date(2025, 12, 25), date(2026, 12, 25)])
def test_dates_outside_the_year_are_blocked(from_on):
    assert blocking(problems(entry(from_on=from_on)))


def test_entry_without_team_is_a_warning():
    found = problems(entry(team=None))

    assert blocking(found) == []
    assert UNITS[0].short_name in warnings(found)[0].text


@pytest.mark.requirement("R6")
def test_subdistricts_without_entry_are_named():
    [found] = problems(entry(0), subdistricts=UNITS[:3])

    assert not found.blocks
    assert all(unit.short_name in found.text for unit in UNITS[1:3])
    assert UNITS[0].short_name not in found.text


@pytest.mark.requirement("R6")
def test_coverage_shows_the_furthest_round_of_each_subdistrict():
    entries = [entry(0), entry(0, date(2026, 9, 1), cycle=SECOND), entry(1), entry(2)]
    entries[1].scope_id = 11
    live = {1: LiveRound(RoundState.DONE), 11: LiveRound(RoundState.ON_SITE), 2: LiveRound(RoundState.ON_SITE)}

    states = [row.state for row in coverage(UNITS[:4], entries, live)]

    assert states == [RoundState.DONE, RoundState.ON_SITE, RoundState.PLANNED, RoundState.UNPLANNED]


@pytest.mark.requirement("R6")
def test_four_left_with_one_team_and_six_weeks_do_not_fit():
    entries = [entry(0)]
    rows = coverage(UNITS, entries, {1: LiveRound(RoundState.DONE)})
    six_weeks_before_the_end = date(2026, 11, 20)

    found = capacity(rows, year=2026, today=six_weeks_before_the_end, teams=1, minimum_days=14)

    assert (found.days_left, found.remaining, found.possible) == (42, 4, 3)
    assert not found.is_enough


@pytest.mark.requirement("R6")
@pytest.mark.parametrize(
    ("today", "teams", "is_enough"),
    [
        (date(2026, 11, 20), 2, True),
        (date(2026, 11, 6), 1, True),
        (date(2026, 11, 7), 1, False),
        (date(2025, 6, 1), 1, True),
        (date(2027, 1, 1), 2, False),
    ],
)
def test_capacity_counts_whole_rounds_of_every_team(today, teams, is_enough):
    rows = [Row(unit) for unit in UNITS[:4]]

    assert capacity(rows, year=2026, today=today, teams=teams, minimum_days=14).is_enough == is_enough
