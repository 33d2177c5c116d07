"""The log only grows, whoever asks (DESIGN §5, R81)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from core.models import AuditEvent
from records.actions.seal import seal_waiting
from records.checks import append_only_triggers
from records.engines import install_triggers
from records.models import SealEntry
from tests.records import builders
from tests.records.triggers import drop_triggers, execute

pytestmark = pytest.mark.django_db

STATEMENTS = [
    "UPDATE core_auditevent SET reason = 'x'",
    "DELETE FROM core_auditevent",
    "UPDATE records_sealentry SET digest = 'x'",
    "DELETE FROM records_sealentry",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_database_refuses_to_change_the_log(at, statement):
    check_refused(at, statement)


@pytest.mark.services
@pytest.mark.parametrize("statement", [*STATEMENTS, "TRUNCATE core_auditevent", "TRUNCATE records_sealentry CASCADE"])
def test_database_refuses_to_change_the_log_on_postgresql(at, statement):
    check_refused(at, statement)


def check_refused(at, statement):
    builders.evidence(builders.desk(at), at)
    seal_waiting()
    before = AuditEvent.objects.count(), SealEntry.objects.count()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(statement)

    assert (AuditEvent.objects.count(), SealEntry.objects.count()) == before


def test_same_statement_works_once_the_triggers_are_gone(at):
    """The refusals above come from the triggers and nothing else."""
    builders.evidence(builders.desk(at), at)
    drop_triggers()

    execute("DELETE FROM core_auditevent")

    assert not AuditEvent.objects.exists()


def test_code_refuses_to_change_the_log(at):
    builders.evidence(builders.desk(at), at)
    event = AuditEvent.objects.first()

    for change in (event.save, event.delete, AuditEvent.objects.all().delete):
        with pytest.raises(PermissionDenied):
            change()
    with pytest.raises(PermissionDenied):
        AuditEvent.objects.update(reason="x")


@pytest.mark.parametrize("table", ["core_auditevent", "records_sealentry"])
def test_system_check_misses_a_dropped_trigger(table):
    check_dropped(table)


@pytest.mark.services
@pytest.mark.parametrize("table", ["core_auditevent", "records_sealentry"])
def test_system_check_misses_a_dropped_trigger_on_postgresql(table):
    check_dropped(table)


def check_dropped(table):
    assert append_only_triggers(None, databases=["default"]) == []
    sqlite = connection.vendor == "sqlite"
    name = f"{table}_no_update" if sqlite else f"{table}_rows"
    execute(f"DROP TRIGGER {name}" if sqlite else f"DROP TRIGGER {name} ON {table}")

    errors = append_only_triggers(None, databases=["default"])
    assert [error.id for error in errors] == ["xuncha.E005"]
    assert name in errors[0].msg

    install_triggers(sender=None, using="default")
    assert append_only_triggers(None, databases=["default"]) == []
