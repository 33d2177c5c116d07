"""Plan and team: every state, every verb, every person, as was decided (tests/moves.py)."""

import pytest

from planning.models.plan import PlanStatus
from planning.models.ruleset import RulesetStatus
from planning.models.team import TeamStatus
from tests import moves
from tests.planning import states
from tests.planning.states import PLAN_VERBS, RULESET_VERBS, TEAM_VERBS

# Moves that no person makes by themselves: birth, and what the approval of another edition brings about.
UNCALLED = {"draft", "supersede", "load"}


def test_every_verb_decided_on_is_tried():
    assert set(moves.verbs("plan")) - UNCALLED == set(PLAN_VERBS)
    assert set(moves.verbs("team")) - UNCALLED == set(TEAM_VERBS)
    assert set(moves.verbs("ruleset")) - UNCALLED == set(RULESET_VERBS)


def tried(noun, thing, verbs, people, spare):
    """Where what happened differs from what was decided: {(verb, who): (expected, happened)}."""
    differing = {}
    for verb, call in verbs.items():
        for who, user in people.items():
            said = states.expected(noun, verb, thing.status, who)
            happened = states.outcome(lambda call=call, user=user: call(thing, user, spare))
            if said != happened:
                differing[verb, who] = (said, happened)
    return differing


@pytest.mark.requirement("R19", "R30")
@pytest.mark.parametrize("status", PlanStatus.values)
def test_plan_moves_as_decided(here, status):
    plan, spare = states.plan_in(here, status)
    people = states.personas(here, spare.team)

    assert tried("plan", plan, PLAN_VERBS, people, spare) == {}


@pytest.mark.requirement("R30")
@pytest.mark.parametrize("status", TeamStatus.values)
def test_team_moves_as_decided(here, status):
    team, spare = states.team_in(here, status)

    assert tried("team", team, TEAM_VERBS, states.personas(here, spare), spare) == {}


@pytest.mark.requirement("R30")
@pytest.mark.parametrize("status", RulesetStatus.values)
def test_edition_of_the_regulation_moves_as_decided(here, status):
    edition, spare = states.ruleset_in(here, status)

    assert tried("ruleset", edition, RULESET_VERBS, states.personas(here, spare.team), spare) == {}


def test_somebody_deactivated_can_do_nothing(here):
    plan, spare = states.plan_in(here, "draft")
    here.office2.is_active = False
    here.office2.save()

    outcomes = {states.outcome(lambda call=call: call(plan, here.office2, spare)) for call in PLAN_VERBS.values()}

    assert outcomes == {"not allowed"}
