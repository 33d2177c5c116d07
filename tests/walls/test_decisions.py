"""Every verb of the committee is a decision of it: with its meeting, its day and who put it down (R30, docs/adr/0022).

Found by the rights of its two roles, so that a verb that comes later cannot go without.
"""

import inspect
from datetime import date

import pytest

from accounts.roles import GRANT_PERMISSIONS, ROLE_PERMISSIONS, Role
from core.actions.moves import apply_move
from core.transitions import Transition, registered_tables
from core.verbs import registered_nouns
from records.forms import DecisionFields

COMMITTEE = {Role.COMMITTEE, Role.SECRETARY}
# Verbs of rights that the committee holds with others and that are no decision of it, each with its reason.
NO_DECISION = {"deadline.explain": "whoever was late says why, the committee of its own review too"}
# What tests register for themselves.
OF_TESTS = {"parcel"}


def _held(roles) -> set:
    return {right for role in roles for right in ROLE_PERMISSIONS[role]}


def of_the_committee() -> list:
    """Verbs of people that ask for a right of the committee."""
    rights = _held(COMMITTEE)
    found = [(noun, verb) for noun in registered_nouns() for verb in noun.verbs if noun.name not in OF_TESTS]
    return [(noun, verb) for noun, verb in found if verb.action is not None and noun.permission_of(verb) in rights]


def names(found) -> list[str]:
    return [f"{noun.name}.{verb.name}" for noun, verb in found]


def decisions() -> list:
    return [(noun, verb) for noun, verb in of_the_committee() if f"{noun.name}.{verb.name}" not in NO_DECISION]


def test_committee_has_verbs():
    assert {"plan.approve", "finding.revoke", "item.close", "hand_off.ratify", "classification.entrust"} <= set(
        names(of_the_committee())
    )


@pytest.mark.requirement("R30")
def test_every_verb_of_the_committee_is_declared_a_decision():
    undeclared = [(noun, verb) for noun, verb in of_the_committee() if not noun.is_decision(verb)]

    assert set(names(undeclared)) == set(NO_DECISION)


@pytest.mark.requirement("R30")
def test_every_move_of_a_right_of_the_committee_is_one_by_decision_and_no_other_move_is():
    rights = _held(COMMITTEE)
    rows = [row for noun, table in registered_tables().items() if noun not in OF_TESTS for row in table.rows]

    assert [row for row in rows if row.by_decision != (row.permission in rights)] == []


@pytest.mark.requirement("R30")
def test_nobody_else_holds_the_right_to_a_decision():
    others = _held(set(Role) - COMMITTEE) | {right for rights in GRANT_PERMISSIONS.values() for right in rights}
    deciding = {noun.permission_of(verb) for noun, verb in decisions()}

    assert deciding & others == set()


@pytest.mark.requirement("R30")
@pytest.mark.parametrize(("noun", "verb"), decisions(), ids=names(decisions()))
def test_decision_asks_for_the_meeting_and_hands_it_over(noun, verb):
    asked = [verb.form, *([verb.bulk.form] if verb.bulk else [])]
    action = (verb.bulk and verb.bulk.action) or verb.action

    assert all(issubclass(form, DecisionFields) for form in asked)
    for each in {action, verb.action}:
        assert {"paper", "on"} <= set(inspect.signature(each).parameters)


@pytest.mark.parametrize("new", [None, {}, {"decision": ""}])
def test_move_by_decision_that_names_none_is_refused_whatever_the_action_forgot(new):
    move = Transition("approve", ("submitted",), "approved", "plan.decide", by_decision=True)

    with pytest.raises(TypeError, match="decision"):
        apply_move(object(), move, by=None, on=date(2026, 3, 2), at=None, new=new)
