"""Plan and team: every state, every verb, every person, as the state tables say."""

import pytest

from planning.models import AnnualPlan, InspectionTeam
from planning.models.plan import PlanStatus
from planning.models.team import TeamStatus
from tests.planning import states
from tests.planning.states import PLAN_VERBS, TEAM_VERBS

# Moves that no person makes by themselves: birth, and what the approval of another edition brings about.
UNCALLED = {"draft", "supersede"}


def test_every_verb_of_the_tables_is_tried():
    assert {move.verb for move in AnnualPlan.TRANSITIONS.rows} - UNCALLED == set(PLAN_VERBS)
    assert {move.verb for move in InspectionTeam.TRANSITIONS.rows} - UNCALLED == set(TEAM_VERBS)


def tried(thing, verbs, people, spare):
    """Where what happened differs from what the table says: {(verb, who): (expected, happened)}."""
    differing = {}
    for verb, call in verbs.items():
        for who, user in people.items():
            said = states.expected(thing, verb, user)
            happened = states.outcome(lambda call=call, user=user: call(thing, user, spare))
            if said != happened:
                differing[verb, who] = (said, happened)
    return differing


@pytest.mark.requirement("R19", "R30")
@pytest.mark.parametrize("status", PlanStatus.values)
def test_plan_moves_as_the_table_says(here, status):
    plan, spare = states.plan_in(here, status)
    people = states.personas(here, spare.team)

    assert tried(plan, PLAN_VERBS, people, spare) == {}


@pytest.mark.requirement("R30")
@pytest.mark.parametrize("status", TeamStatus.values)
def test_team_moves_as_the_table_says(here, status):
    team, spare = states.team_in(here, status)

    assert tried(team, TEAM_VERBS, states.personas(here, spare), spare) == {}


def test_somebody_deactivated_can_do_nothing(here):
    plan, spare = states.plan_in(here, "draft")
    here.office2.is_active = False
    here.office2.save()

    outcomes = {states.outcome(lambda call=call: call(plan, here.office2, spare)) for call in PLAN_VERBS.values()}

    assert outcomes == {"not allowed"}
