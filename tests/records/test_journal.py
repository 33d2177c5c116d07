"""The journal: what was committed, outside the database (ADR 20)."""

import pytest
from django.db import transaction

from core import journal
from core.actions.events import record_event
from core.models import AuditEvent
from records.actions.seal import seal_waiting
from tests.accounts import builders as people
from tests.records.tampering import found, tamper

pytestmark = pytest.mark.django_db


def test_journal_tells_what_was_committed_and_nothing_else(write, at, django_capture_on_commit_callbacks):
    events = write(2)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        record_event("unit.create", target=people.person("office", username="x"), by=None, on=None, at=at)
        _ = 1 / 0

    told = [line for path in journal.files() for line in journal.read(path)]

    assert told == [(event.pk, event.mark) for event in events]


def test_journal_is_dropped_once_all_its_events_are_sealed(write):
    write(3)
    assert len(journal.files()) == 1
    seal_waiting(limit=2)
    seal_waiting(limit=2)
    write(1)
    assert len(journal.files()) == 2

    assert seal_waiting() == 1

    assert [list(journal.read(path)) for path in journal.files()] == [
        [(event.pk, event.mark) for event in AuditEvent.objects.order_by("pk")[3:]]
    ]
    seal_waiting()
    assert journal.files() == []


def test_torn_line_of_the_journal_is_a_line_less(write):
    write()
    (path,) = journal.files()
    with path.open("ab") as file:
        file.write(b"17 abc\n\0\0\0\n99")

    assert [pk for pk, _mark in journal.read(path)] == [AuditEvent.objects.get().pk]
    assert found() == []


def test_event_stands_where_the_journal_cannot_be_written(write, settings, tmp_path, caplog):
    settings.PROOF_DIR = tmp_path / "file"
    settings.PROOF_DIR.touch()

    write()

    assert AuditEvent.objects.count() == 1
    assert "journal of events cannot be written" in caplog.text


def test_journal_line_of_an_event_that_was_given_another_number(log):
    tamper(("UPDATE core_auditevent SET id = %s WHERE id = %s", 10**6, log[7].pk))

    assert (log[7].pk, "missing") in found()
