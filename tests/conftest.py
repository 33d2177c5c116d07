"""What every test stands on."""

import shutil
from datetime import UTC, datetime

import pytest

from tests import ready_states
from tests.records.triggers import drop_triggers

pytest_plugins = ["tests.requirement_results", "tests.template_branches"]


@pytest.fixture
def at():
    """An instant in office hours of an ordinary Monday (2026-03-02 10:00 in Shanghai)."""
    return datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _proof_of_this_test_alone(settings):
    """What lies outside the database outlives the rows of a test, which are rolled back or flushed."""
    place = settings.PROOF_DIR
    yield
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(autouse=True)
def _log_may_be_flushed(request, _django_db_marker):
    """A test that really commits ends with a flush of every table, which the append-only triggers would refuse.

    They are put back by the post_migrate signal that the flush sends.
    """
    yield
    if _commits(request):
        drop_triggers()
        ready_states.forget()


def _commits(request) -> bool:
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    return bool(commits or {"transactional_db", "live_server"} & set(request.fixturenames))


@pytest.fixture(autouse=True)
def _ready_states(request, _django_db_marker):
    """Builders marked as ready may lay in what was built before, in tests whose rows are rolled back."""
    marker = request.node.get_closest_marker("django_db")
    if _commits(request) or not (marker or "db" in request.fixturenames):
        yield
        return

    # Its transaction has begun before anybody looks.
    request.getfixturevalue("db")

    def is_patched():
        patch = request.node.funcargs.get("monkeypatch")
        return patch is not None and bool(patch._setattr or patch._setitem)

    with ready_states.watched(is_patched=is_patched):
        yield
