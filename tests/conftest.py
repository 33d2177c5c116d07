"""What every test stands on."""

from datetime import UTC, datetime

import pytest

from tests.records.triggers import drop_triggers

pytest_plugins = ["tests.requirement_results", "tests.template_branches"]


@pytest.fixture
def at():
    """An instant in office hours of an ordinary Monday (2026-03-02 10:00 in Shanghai)."""
    return datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _log_may_be_flushed(request, _django_db_marker):
    """A test that really commits ends with a flush of every table, which the append-only triggers would refuse.

    They are put back by the post_migrate signal that the flush sends.
    """
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    if commits or {"transactional_db", "live_server"} & set(request.fixturenames):
        drop_triggers()
