"""/ready/ tells which part cannot do its work, and nothing of anybody."""

from datetime import UTC, datetime

import pytest
from django.db import OperationalError
from django.urls import reverse

from core import readiness

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def parts(monkeypatch):
    slot = readiness.Slot()
    monkeypatch.setattr(readiness, "PARTS", slot)
    return slot


def test_every_part_is_asked_and_told(client, parts):
    parts.add(readiness.Part("database", readiness.database_problem), order=1)
    parts.add(readiness.Part("disk", lambda at: ""), order=2)

    answer = client.get(reverse("ready"))

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "parts": {"database": "ok", "disk": "ok"}}


def test_part_that_cannot_work_makes_the_system_unready(client, parts):
    parts.add(readiness.Part("disk", lambda at: "12 MB free"), order=1)

    answer = client.get(reverse("ready"))

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "parts": {"disk": "12 MB free"}}


def test_part_that_fails_to_answer_is_a_problem_and_no_page_of_ours(client, parts):
    def fails(at):
        raise OperationalError("disk I/O error at /secret/path")

    parts.add(readiness.Part("database", fails), order=1)

    answer = client.get(reverse("ready"))

    assert answer.status_code == 503
    assert "secret" not in answer.content.decode()


def test_little_room_left_is_told(monkeypatch):
    usage = type("Usage", (), {"free": readiness.LEAST_FREE_BYTES - 1})
    monkeypatch.setattr(readiness.shutil, "disk_usage", lambda path: usage)
    assert readiness.disk_problem(AT) == "499 MB free"


def test_parts_of_the_house_are_registered():
    assert {"database", "broker", "disk"} <= {part.name for part in readiness.PARTS}
