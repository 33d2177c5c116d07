from functools import partial

import pytest

from deadlines import kinds, people
from deadlines.kinds import DeadlineKind
from tests.deadlines import builders


@pytest.fixture(autouse=True)
def known_kinds(monkeypatch):
    """Two kinds of duty for as long as a test lasts."""
    ours = {
        builders.KIND: DeadlineKind(builders.KIND, "整改报告", people.people_of_unit, clause="三(三)5"),
        "test.hazard": DeadlineKind("test.hazard", "重大隐患", people.people_of_unit, major=True),
    }
    monkeypatch.setattr(kinds, "_kinds", ours)
    monkeypatch.setattr(kinds, "_ladders", [])
    monkeypatch.setattr(kinds, "_escalation", [])
    return ours


@pytest.fixture
def house(db):
    return builders.house()


@pytest.fixture
def start(house):
    """Start a deadline of the house."""
    return partial(builders.running, house)
