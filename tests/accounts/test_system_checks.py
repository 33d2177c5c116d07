"""What the design relies on is checked at every start; each check is shown a house in order and one out of it."""

from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.core.checks.registry import registry
from django.db import connection

from config import checks
from records import checks as record_checks
from tests.records.triggers import drop_triggers


def ids(found):
    return [problem.id for problem in found]


def test_house_as_it_is_has_no_errors():
    assert [problem for problem in run_checks() if problem.is_serious()] == []


def test_every_check_is_registered():
    known = {check.__name__ for check in registry.registered_checks}

    assert known >= {
        "office_time_zone",
        "immediate_transactions",
        "deny_by_default",
        "late_acknowledgement",
        "append_only_triggers",
    }


SHANGHAI = {"TIME_ZONE": "Asia/Shanghai", "CELERY_TIMEZONE": "Asia/Shanghai", "USE_TZ": True}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"TIME_ZONE": "Europe/Berlin"}, ["xuncha.E001"]),
        ({"CELERY_TIMEZONE": "UTC"}, ["xuncha.E001"]),
        ({"TIME_ZONE": "UTC", "CELERY_TIMEZONE": "UTC"}, ["xuncha.E001"]),
        ({"USE_TZ": False}, ["xuncha.E001"]),
    ],
)
def test_another_time_zone_is_an_error(monkeypatch, changed, expected):
    monkeypatch.setattr(checks, "settings", SimpleNamespace(**SHANGHAI | changed))

    assert ids(checks.office_time_zone(None)) == expected


SQLITE = {"ENGINE": "django.db.backends.sqlite3"}


@pytest.mark.parametrize(
    ("database", "expected"),
    [
        (SQLITE | {"OPTIONS": {"transaction_mode": "IMMEDIATE"}}, []),
        (SQLITE | {"OPTIONS": {"transaction_mode": "DEFERRED"}}, ["xuncha.E002"]),
        (SQLITE | {"OPTIONS": {}}, ["xuncha.E002"]),
        (SQLITE, ["xuncha.E002"]),
        ({"ENGINE": "django.db.backends.postgresql"}, []),
    ],
)
def test_sqlite_without_immediate_transactions_is_an_error(monkeypatch, database, expected):
    monkeypatch.setattr(checks, "settings", SimpleNamespace(DATABASES={"default": database}))

    assert ids(checks.immediate_transactions(None)) == expected


def test_house_without_its_door_keeper_is_an_error(settings):
    assert checks.deny_by_default(None) == []

    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "DenyByDefault" not in each]

    assert ids(checks.deny_by_default(None)) == ["xuncha.E003"]


@pytest.mark.parametrize("name", ["CELERY_TASK_ACKS_LATE", "CELERY_TASK_REJECT_ON_WORKER_LOST"])
def test_tasks_that_may_be_lost_are_an_error(settings, name):
    assert checks.late_acknowledgement(None) == []

    setattr(settings, name, False)

    assert ids(checks.late_acknowledgement(None)) == ["xuncha.E004"]


@pytest.mark.django_db
def test_log_without_its_triggers_is_an_error():
    assert record_checks.append_only_triggers(None, databases=["default"]) == []
    assert record_checks.append_only_triggers(None, databases=None) == []

    drop_triggers()

    assert ids(record_checks.append_only_triggers(None, databases=["default"])) == ["xuncha.E005"]


@pytest.mark.django_db
def test_database_without_tables_yet_needs_no_triggers(monkeypatch):
    """Before the first migration there is nothing to guard."""
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda self, cursor=None: [])
    drop_triggers()

    assert record_checks.append_only_triggers(None, databases=["default"]) == []
