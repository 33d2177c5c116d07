"""What every test stands on."""

from datetime import UTC, datetime

import pytest

pytest_plugins = ["tests.requirement_results"]


@pytest.fixture
def at():
    """An instant in office hours of an ordinary Monday (2026-03-02 10:00 in Shanghai)."""
    return datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
