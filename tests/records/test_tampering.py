"""Who has the database, not the key nor the machine: each single change and each cut is found (DESIGN §5, ADR 20)."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from core import journal
from core.actions.events import record_event
from core.models import AuditEvent
from records import head, tasks
from records.actions.seal import seal_waiting
from records.engines import install_triggers
from records.models import SealEntry
from tests.accounts import builders as people
from tests.records.tampering import found, tamper
from tests.records.triggers import drop_triggers, execute

pytestmark = pytest.mark.django_db


# --- Events, with their seals or before them ----------------------------------------------------------------------


def test_newest_events_deleted_with_their_seals(log):
    tamper(
        ("DELETE FROM core_auditevent WHERE id IN (%s, %s)", log[4].pk, log[5].pk),
        ("DELETE FROM records_sealentry WHERE batch = 3",),
    )

    assert (3, "cut") in found()


def test_part_of_the_newest_batch_deleted_with_its_seal(log):
    tamper(
        ("DELETE FROM core_auditevent WHERE id = %s", log[5].pk),
        ("DELETE FROM records_sealentry WHERE event_id = %s", log[5].pk),
    )

    assert (3, "missing") in found()


def test_everything_deleted(log):
    tamper(("DELETE FROM core_auditevent",), ("DELETE FROM records_sealentry",))

    assert (1, "cut") in found()


def test_sealer_covers_no_cut(log, write):
    """Deleting and waiting for the sealer used to make all well again."""
    tamper(("DELETE FROM core_auditevent",), ("DELETE FROM records_sealentry",))
    write()

    with pytest.raises(head.HeadProblem, match="the chain was cut"):
        seal_waiting()
    assert tasks.seal_events() == 0
    with pytest.raises(CommandError, match="the chain was cut"):
        call_command("seal_events")

    assert (1, "cut") in found()
    assert not SealEntry.objects.exists()


@pytest.mark.parametrize("which", [6, 7])
def test_event_deleted_before_its_seal(log, which):
    """The last one leaves no gap in the numbers, either."""
    tamper(("DELETE FROM core_auditevent WHERE id = %s", log[which].pk))

    assert found() == [(log[which].pk, "missing")]


@pytest.mark.parametrize("which", [6, 7])
def test_event_deleted_before_its_seal_is_found_by_the_numbers_alone_on_sqlite(log, which):
    """A process was killed before it could write the line, or somebody took the journal."""
    for path in journal.files():
        path.unlink()
    tamper(("DELETE FROM core_auditevent WHERE id = %s", log[which].pk))

    assert found() == ([(log[which].pk, "missing")] if connection.vendor == "sqlite" else [])


def test_event_deleted_before_its_seal_is_found_by_the_journal_alone(log, monkeypatch):
    """As on PostgreSQL, where what was rolled back leaves gaps of its own."""
    monkeypatch.setattr("records.engines.sqlite.lost_ids", lambda cursor, above: iter(()))
    tamper(("DELETE FROM core_auditevent WHERE id = %s", log[7].pk))

    assert found() == [(log[7].pk, "missing")]
    assert seal_waiting() == 1
    assert found() == [(log[7].pk, "missing")]
    assert seal_waiting() == 0
    assert found() == [(log[7].pk, "missing")]


@pytest.mark.parametrize("which", [0, 3, 5, 6])
def test_changed_event(log, which):
    tamper(("UPDATE core_auditevent SET reason = 'x' WHERE id = %s", log[which].pk))

    assert found() == [(log[which].pk, "inserted" if which > 5 else "changed")]


def test_event_deleted_from_the_middle(log):
    tamper(("DELETE FROM core_auditevent WHERE id = %s", log[2].pk))

    assert found() == [(log[2].pk, "missing")]


@pytest.mark.parametrize(("one", "other"), [(1, 2), (6, 7)])
def test_events_that_changed_places(log, one, other):
    """Sealed, and before their seals."""
    first, second, spare = log[one].pk, log[other].pk, 10**6
    move = "UPDATE core_auditevent SET id = %s WHERE id = %s"
    tamper((move, spare, first), (move, first, second), (move, second, spare))

    assert {event for event, _problem in found()} == {first, second}


def test_copied_event(log):
    columns = [field.column for field in AuditEvent._meta.local_concrete_fields if not field.primary_key]
    names = ", ".join(f'"{name}"' for name in columns)
    copy = f"INSERT INTO core_auditevent ({names}) SELECT {names} FROM core_auditevent WHERE id = %s"  # noqa: S608
    tamper((copy, log[0].pk))

    assert found() == [(AuditEvent.objects.latest("id").pk, "inserted")]


# --- Triggers -----------------------------------------------------------------------------------------------------


def test_absent_triggers_are_told(log, capsys):
    drop_triggers()

    with pytest.raises(SystemExit):
        call_command("verify_audit")

    told = capsys.readouterr()
    assert [one["problem"] for one in json.loads(told.out)["bad"]] == ["triggers absent"]
    assert "core_auditevent_" in told.err


def test_replace_meets_the_triggers(log):
    columns = [field.column for field in AuditEvent._meta.local_concrete_fields]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join("'x'" if name == "reason" else f'"{name}"' for name in columns)
    seal = "INTO records_sealentry (id, event_id, batch, position, digest) VALUES"
    last = SealEntry.objects.last()
    statements = [
        f"REPLACE INTO core_auditevent ({names}) SELECT {values} FROM core_auditevent",  # noqa: S608
        f"INSERT OR REPLACE INTO core_auditevent ({names}) SELECT {values} FROM core_auditevent",  # noqa: S608
        f"REPLACE {seal} ({last.pk}, 999, 99, 1, 'x')",
        f"REPLACE {seal} (999, {last.event_id}, 99, 1, 'x')",
        f"REPLACE {seal} (999, 999, {last.batch}, {last.position}, 'x')",
        "UPDATE OR REPLACE core_auditevent SET reason = 'x'",
    ]
    for statement in statements:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            execute(statement)
    assert found() == []


def test_trigger_that_does_nothing_is_told(log):
    execute("DROP TRIGGER core_auditevent_no_delete")
    execute("CREATE TRIGGER core_auditevent_no_delete BEFORE DELETE ON core_auditevent BEGIN SELECT 1; END")

    assert found() == [(None, "triggers absent")]
    install_triggers(sender=None, using="default")
    assert found() == []


# --- On PostgreSQL ------------------------------------------------------------------------------------------------


def delete_newest(log):
    tamper(
        ("DELETE FROM core_auditevent WHERE id IN (%s, %s)", log[4].pk, log[5].pk),
        ("DELETE FROM records_sealentry WHERE batch = 3",),
    )
    return (3, "cut")


def delete_everything(log):
    tamper(("DELETE FROM core_auditevent",), ("DELETE FROM records_sealentry",))
    return (1, "cut")


def delete_unsealed(log):
    tamper(("DELETE FROM core_auditevent WHERE id = %s", log[7].pk))
    return (log[7].pk, "missing")


def change(log):
    tamper(("UPDATE core_auditevent SET reason = 'x' WHERE id = %s", log[3].pk))
    return (log[3].pk, "changed")


def swap(log):
    move, spare = "UPDATE core_auditevent SET id = %s WHERE id = %s", 10**6
    tamper((move, spare, log[6].pk), (move, log[6].pk, log[7].pk), (move, log[7].pk, spare))
    return (log[6].pk, "changed")


@pytest.mark.services
@pytest.mark.parametrize("deed", [delete_newest, delete_everything, delete_unsealed, change, swap])
def test_deed_is_found_on_postgresql(log, deed):
    assert connection.vendor == "postgresql", "set XUNCHA_TEST_DATABASE_URL"

    assert deed(log) in found()


@pytest.mark.services
def test_numbers_of_what_was_rolled_back_are_no_alarm_on_postgresql(log, write, at):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record_event("unit.create", target=people.person("office", username="x"), by=None, on=None, at=at)
        _ = 1 / 0
    (event,) = write()

    assert event.pk > log[-1].pk + 1
    assert found() == []


@pytest.mark.services
def test_triggers_hold_in_a_session_that_calls_itself_a_replica_on_postgresql(log):
    execute("SET LOCAL session_replication_role = replica")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute("DELETE FROM core_auditevent")


@pytest.mark.services
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE core_auditevent DISABLE TRIGGER core_auditevent_rows",
        "ALTER TABLE core_auditevent ENABLE REPLICA TRIGGER core_auditevent_rows",
        "CREATE OR REPLACE FUNCTION records_append_only() RETURNS trigger AS "
        "$$BEGIN RETURN COALESCE(NEW, OLD); END;$$ LANGUAGE plpgsql",
    ],
)
def test_triggers_that_sleep_or_do_nothing_are_told_on_postgresql(log, statement):
    execute(statement)

    assert (None, "triggers absent") in found()
