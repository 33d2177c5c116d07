import pytest

from tests.planning import builders


@pytest.fixture
def here(db):
    """A district with its ruleset and the first cycle of 2026."""
    return builders.house()
