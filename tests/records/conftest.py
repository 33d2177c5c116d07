import pytest

from core.actions.events import record_event
from records.actions.seal import seal_waiting
from tests.accounts import builders as people
from tests.records.tampering import found


@pytest.fixture
def write(at, django_capture_on_commit_callbacks):
    """Write and commit events as a request does; returns them."""
    person = people.security_admin()

    def write(count=1):
        with django_capture_on_commit_callbacks(execute=True):
            return [
                record_event("unit.create", target=person, by=person, on=None, at=at, new={"n": n})
                for n in range(count)
            ]

    return write


@pytest.fixture
def log(write):
    """Six events in three sealed batches, two that wait; as whoever has the database finds them, without triggers."""
    events = write(6)
    for _run in range(3):
        seal_waiting(limit=2)
    events += write(2)
    assert found() == []
    return events
