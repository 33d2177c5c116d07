"""/ready/ tells which part cannot do its work, and nothing of anybody."""

import errno
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.urls import reverse

from core import readiness
from deadlines.models import JobRun
from deadlines.queries.job_runs import SWEEP, sweep_problem
from records.models import Blob
from records.readiness import storage_problem

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
    assert {"database", "broker", "disk", "storage", "sweep"} <= {part.name for part in readiness.PARTS}


def test_disk_of_a_database_elsewhere_counts(monkeypatch, tmp_path):
    asked = []

    def usage(path):
        asked.append(path)
        return type("Usage", (), {"free": 10**12 if path != tmp_path else 1024**2})

    facts = {"vendor": "sqlite", "settings_dict": {"NAME": str(tmp_path / "xuncha.sqlite3")}}
    monkeypatch.setattr(readiness, "connection", SimpleNamespace(**facts))
    monkeypatch.setattr(readiness.shutil, "disk_usage", usage)
    assert readiness.disk_problem(AT) == "1 MB free"
    assert len(asked) == 2


class OddStoreError(Exception):
    """As a store of objects raises: of no kind this house knows."""


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "/secret/path"), OddStoreError("secret")])
def test_store_is_asked_to_take_a_file(monkeypatch, failure, client, parts):
    storage = Blob._meta.get_field("file").storage
    parts.add(readiness.Part("storage", storage_problem), order=1)
    assert client.get(reverse("ready")).json() == {"ready": True, "parts": {"storage": "ok"}}
    assert not storage.exists("ready") or storage.listdir("ready") == ([], [])

    def fails(*args, **kwargs):
        raise failure

    monkeypatch.setattr(storage, "save", fails)
    assert client.get(reverse("ready")).json() == {"ready": False, "parts": {"storage": "does not answer"}}


def test_age_of_the_last_sweep_is_told():
    assert sweep_problem(AT) == "has never finished"
    for age in (timedelta(days=2), timedelta(minutes=61)):
        JobRun.objects.create(name=SWEEP, started_at=AT - age, finished_at=AT - age)
    JobRun.objects.create(name=SWEEP, started_at=AT)
    assert sweep_problem(AT) == "last finished 61 minutes ago"
    assert sweep_problem(AT - timedelta(minutes=1)) == ""
