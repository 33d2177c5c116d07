"""The secretary, on the page of every verb of the committee: with the paper of a meeting, and never without (R30)."""

import pytest

from core.verbs import registered_nouns
from desk.access import matrix
from desk.access.expected import OK, expected
from desk.access.matrix import answer
from desk.access.payloads import payload
from desk.access.people import PERSONAS
from desk.access.routes import routes
from tests.desk.test_access_matrix import NEVER_DONE
from tests.desk.world import here  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
SECRETARY = next(one for one in PERSONAS if one.account == "secretary")


def of_decisions() -> set[str]:
    """Routes of the verbs by decision, for one thing and for many."""
    found = [(noun, verb) for noun in registered_nouns() for verb in noun.verbs if noun.is_decision(verb)]
    single = {noun.url_name(verb) for noun, verb in found if verb.action is not None}
    return single | {f"{noun.url_name(verb)}-many" for noun, verb in found if verb.bulk is not None}


def _without_paper(*args, **kwargs) -> dict:
    typed = payload(*args, **kwargs)
    return {name: value for name, value in typed.items() if name not in ("meeting_number", "scan")}


@pytest.mark.requirement("R30")
def test_secretary_puts_down_each_decision_with_its_paper_and_none_without(here, monkeypatch):  # noqa: F811
    decisions = [
        route for route in routes()
        if route.name in of_decisions() and expected(route.name, "POST", SECRETARY) == OK
    ]  # fmt: skip
    assert len(decisions) == len(of_decisions()) - len({"rectification:classification-entrust"})

    whole = {route.name: answer(here, route, "POST", SECRETARY)[0] for route in decisions}
    monkeypatch.setattr(matrix, "payload", _without_paper)
    here.typed.clear()
    without = {route.name: answer(here, route, "POST", SECRETARY)[0] for route in decisions}

    assert {name for name, status in whole.items() if status != 302} <= NEVER_DONE
    # The form asks for both.
    assert {name: status for name, status in without.items() if status != 422} == {}
