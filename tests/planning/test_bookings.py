"""Nobody is with two teams on the same day: as planned, and as the rounds really went (二(三))."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from core.refusals import IllegalMove
from planning import round_states
from planning.actions import entries, members, plans, teams
from planning.round_states import LiveRound, RoundState
from planning.team_rules import Booking, double_bookings
from tests.planning import builders as build
from tests.planning.builders import APPROVED, DRAFTED, PROPOSED, PUBLISHED, on

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 15)
NEXT_DAY = LAST + timedelta(days=1)
SAME_DAY_OR_NEXT = pytest.mark.parametrize(("from_on", "is_refused"), [(LAST, True), (NEXT_DAY, False)])

# --- The rule, pure -------------------------------------------------------------------------------------------------

PERSON = SimpleNamespace(pk=1, full_name="张三")
ONE, OTHER = SimpleNamespace(pk=1, name="第一巡查组"), SimpleNamespace(pk=2, name="第二巡查组")


def booking(team, first_on=FIRST, last_on=LAST, *, person=PERSON, **facts):
    return Booking(person, team, "甲街道", first_on, last_on, **facts)


@pytest.mark.parametrize(
    ("first_on", "last_on", "clashes"),
    [
        (LAST, date(2026, 3, 30), True),
        (NEXT_DAY, date(2026, 3, 30), False),
        (date(2026, 2, 1), FIRST, True),
        (date(2026, 2, 1), FIRST - timedelta(days=1), False),
        (date(2026, 3, 5), date(2026, 3, 6), True),
        (date(2026, 2, 1), date(2026, 3, 30), True),
    ],
)
def test_last_day_and_first_day_on_the_same_day_are_one_too_many(first_on, last_on, clashes):
    found = double_bookings([booking(ONE)], [booking(OTHER, first_on, last_on)])

    assert bool(found) is clashes
    assert all(problem.blocks and "张三" in problem.text and "第二巡查组" in problem.text for problem in found)


@pytest.mark.parametrize(
    ("own", "others", "clashes"),
    [
        ({}, {"team": ONE}, False),
        ({}, {"person": SimpleNamespace(pk=2, full_name="李四")}, False),
        ({"is_over": True}, {"is_over": True}, False),
        ({"is_over": True}, {}, True),
        ({"edition": (2026, "a")}, {"edition": (2026, "b")}, False),
        ({"edition": (2026, "a")}, {"edition": (2026, "a")}, True),
        ({"edition": (2026, "a")}, {"edition": (2027, "b")}, True),
        ({"edition": (2026, "a")}, {}, True),
    ],
    ids=[
        "one team", "two people", "both over", "one over", "two editions of a year", "one edition", "two years",
        "outside the plan",
    ],
)  # fmt: skip
def test_only_one_person_in_two_teams_of_plans_that_count_together_clashes(own, others, clashes):
    facts = {"team": OTHER} | others

    assert bool(double_bookings([booking(ONE, **own)], [booking(facts.pop("team"), **facts)])) is clashes


# --- Where it is asked ----------------------------------------------------------------------------------------------


def shared(here):
    """A team on site from 2 to 15 March, another with one of its people in it, and that person."""
    first = build.approved_team(here)
    person = first.people[-1]
    return first, [*build.people(here)[:-1], person], person


def planned(here, first, second, from_on):
    """A draft: `first` is in one subdistrict from 2 to 15 March, `second` in the next from `from_on` on."""
    plan = build.drafted_plan(here, team=first, subdistricts=here.subdistricts[:1])
    facts = {"cycle": here.cycle, "subdistrict": here.subdistricts[1], "team": second, "from_on": from_on}
    entries.add_entry(plan=plan, to_on=from_on + timedelta(days=13), by=here.office, **facts, **on(DRAFTED))
    return plan


@SAME_DAY_OR_NEXT
def test_plan_that_sends_one_person_to_two_places_is_refused_with_his_name(here, from_on, is_refused):
    first, people, person = shared(here)
    second = build.approved_team(here, members=people)
    plan = planned(here, first, second, from_on)

    if is_refused:
        with pytest.raises(IllegalMove, match=person.full_name):
            plans.submit(plan=plan, by=here.office, **on(PROPOSED))
    else:
        plan = plans.submit(plan=plan, by=here.office, **on(PROPOSED))
        assert plans.approve(plan=plan, by=here.committee, **on(APPROVED)).status == "approved"


@SAME_DAY_OR_NEXT
def test_team_with_somebody_of_another_on_its_days_is_not_proposed(here, from_on, is_refused):
    first, people, person = shared(here)
    second = build.drafted_team(here, members=people[:-1])
    plan = plans.submit(plan=planned(here, first, second, from_on), by=here.office, **on(PROPOSED))
    plans.approve(plan=plan, by=here.committee, **on(APPROVED))
    members.add_member(team=second, person=person, role="member", by=here.office, **on(APPROVED))

    if is_refused:
        with pytest.raises(IllegalMove, match=person.full_name):
            teams.propose(team=second, by=here.office, **on(PUBLISHED))
    else:
        assert teams.propose(team=second, by=here.office, **on(PUBLISHED)).status == "proposed"


def test_edition_that_replaces_the_plan_does_not_clash_with_it(here):
    first, people, _person = shared(here)
    second = build.approved_team(here, members=people)
    plan = plans.submit(plan=planned(here, first, second, NEXT_DAY), by=here.office, **on(PROPOSED))
    plan = plans.approve(plan=plan, by=here.committee, **on(APPROVED))
    new = plans.revise(plan=plan, reason="调整", by=here.office, **on(APPROVED))
    early, late = new.entries.order_by("from_on")

    # They change places: each clashes with the other of the edition before, and with none of its own.
    entries.change_entry(entry=late, from_on=FIRST, to_on=LAST, by=here.office, **on(APPROVED))
    entries.change_entry(
        entry=early, from_on=NEXT_DAY, to_on=NEXT_DAY + timedelta(days=13), by=here.office, **on(APPROVED)
    )

    assert plans.submit(plan=new, by=here.office, **on(APPROVED)).status == "submitted"


@SAME_DAY_OR_NEXT
def test_round_outside_the_plan_takes_nobody_from_another_team(here, from_on, is_refused):
    first, people, person = shared(here)
    build.approved_plan(here, team=first, subdistricts=here.subdistricts[:1])
    second = build.approved_team(here, members=people)
    facts = {
        "subdistrict": here.subdistricts[1], "team": second, "from_on": from_on, "reason": "举报集中", "order": "5号",
        "to_on": from_on + timedelta(days=13), "by": here.office,
    }  # fmt: skip

    if is_refused:
        with pytest.raises(IllegalMove, match=person.full_name):
            entries.add_ad_hoc_entry(**facts, **on(APPROVED))
    else:
        assert entries.add_ad_hoc_entry(**facts, **on(APPROVED)).is_ad_hoc


@SAME_DAY_OR_NEXT
def test_team_is_not_assigned_to_an_entry_while_one_of_it_is_elsewhere(here, from_on, is_refused):
    first, people, person = shared(here)
    second = build.approved_team(here, members=people)
    plan = plans.submit(plan=planned(here, first, None, from_on), by=here.office, **on(PROPOSED))
    plan = plans.approve(plan=plan, by=here.committee, **on(APPROVED))
    assign = {"entry": plan.entries.get(team=None), "team": second, "by": here.office}

    if is_refused:
        with pytest.raises(IllegalMove, match=person.full_name):
            entries.assign_team(**assign, **on(APPROVED))
    else:
        assert entries.assign_team(**assign, **on(APPROVED)).team == second


@pytest.mark.parametrize(("approved_on", "is_refused"), [(LAST, True), (NEXT_DAY, False)])
def test_substitute_counts_from_the_day_he_would_serve(here, approved_on, is_refused):
    """He is with the first team until the 15th; the second is on site since the 10th."""
    first, _people, person = shared(here)
    second = build.approved_team(here)
    plan = plans.submit(plan=planned(here, first, second, date(2026, 3, 10)), by=here.office, **on(PROPOSED))
    plans.approve(plan=plan, by=here.committee, **on(APPROVED))
    gone = build.place_of(second, second.people[-1])
    gone = members.remove_member(membership=gone, reason="调离", by=here.office, **on(approved_on))
    propose = {"membership": gone, "person": person, "by": here.office}

    if is_refused:
        with pytest.raises(IllegalMove, match=person.full_name):
            members.substitute(**propose, **on(approved_on))
    else:
        pending = members.substitute(**propose, **on(approved_on))
        assert members.approve_substitute(membership=pending, by=here.committee, **on(approved_on)).from_on == NEXT_DAY


@pytest.mark.parametrize(
    ("entered_on", "ended_on", "is_refused"),
    [
        (FIRST, NEXT_DAY, True),
        (FIRST, LAST, False),
        (FIRST, None, False),
        (NEXT_DAY, None, True),
    ],
    ids=["left later", "as planned", "still there", "came later"],
)
def test_days_a_team_really_was_on_site_count(here, monkeypatch, entered_on, ended_on, is_refused):
    first, people, person = shared(here)
    plan = build.approved_plan(here, team=first, subdistricts=here.subdistricts[:1])
    begun = LiveRound(RoundState.DONE if ended_on else RoundState.ON_SITE, entered_on=entered_on, ended_on=ended_on)
    scope_id = plan.entries.get().scope_id
    monkeypatch.setattr(round_states, "_sources", [lambda ids: {scope_id: begun} if scope_id in ids else {}])
    second = build.approved_team(here, members=people)
    facts = {
        "subdistrict": here.subdistricts[1], "team": second, "from_on": NEXT_DAY, "reason": "举报集中", "order": "5号",
        "to_on": NEXT_DAY + timedelta(days=13), "by": here.office,
    }  # fmt: skip

    if is_refused:
        with pytest.raises(IllegalMove, match=person.full_name):
            entries.add_ad_hoc_entry(**facts, **on(APPROVED))
    else:
        assert entries.add_ad_hoc_entry(**facts, **on(APPROVED)).is_ad_hoc
