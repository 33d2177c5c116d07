"""From number to paper through real workers, and what is left when one dies (DESIGN §5, §6)."""

import os
import signal

import pytest

from config.celery import app
from core.models import AuditEvent
from deadlines.models import JobRun
from records.actions import documents
from records.models import Blob, IssuedDocument, SealEntry
from records.models.document import DocumentStatus
from records.tasks import render_document, render_waiting_documents
from tests.records import builders
from tests.services.processes import kill, until

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def is_issued(document) -> bool:
    return IssuedDocument.objects.get(pk=document.pk).status == DocumentStatus.ISSUED


def times_issued(document) -> int:
    return AuditEvent.objects.filter(verb="document.issue", target_id=str(document.pk)).count()


def test_worker_makes_and_issues_what_was_numbered(processes, at):
    processes.worker()

    document = builders.document(builders.desk(at), at)

    assert document.status == DocumentStatus.NUMBERED
    until(lambda: is_issued(document), why=processes.said)
    made = IssuedDocument.objects.get(pk=document.pk)
    with made.pdf.file.open() as file:
        content = file.read()
    assert content.startswith(b"%PDF")
    assert (made.pdf.size, made.error, times_issued(document)) == (len(content), "", 1)


def test_document_outlives_the_process_that_was_making_it(processes, at):
    """The pool's process dies in the middle; its worker takes the task up again at once."""
    processes.worker(held=True)
    document = builders.document(builders.desk(at), at)
    (first,) = until(processes.rendering, why=processes.said)

    os.kill(first, signal.SIGKILL)
    until(lambda: len(processes.rendering()) == 2, why=processes.said)
    assert not is_issued(document)
    processes.release()

    until(lambda: is_issued(document), why=processes.said)
    assert (times_issued(document), Blob.objects.count()) == (1, 1)


def test_document_outlives_the_worker_that_was_making_it(processes, at):
    """Worker and pool die together, so that nobody can give the task back: the next sweep finds the row."""
    worker = processes.worker(held=True)
    district = builders.desk(at)
    document = builders.document(district, at)
    until(processes.rendering, why=processes.said)

    kill(worker)
    processes.release()
    assert not is_issued(document)
    processes.worker()
    render_waiting_documents.apply_async()

    until(lambda: is_issued(document), why=processes.said)
    # The message that died with the worker comes back within the hour: it finds the paper made.
    render_document.apply_async([str(document.pk)])
    another = builders.document(district, at)
    until(lambda: is_issued(another), why=processes.said)
    assert (times_issued(document), Blob.objects.count()) == (1, 2)


def test_document_two_workers_make_at_once_is_issued_once(processes, broker, at):
    processes.worker(held=True)
    processes.worker(held=True)
    document = builders.document(builders.desk(at), at)
    render_document.apply_async([str(document.pk)])
    until(lambda: len(processes.rendering()) == 2, why=processes.said)

    processes.release()

    until(lambda: not broker.hlen("unacked") and not broker.llen("celery"), why=processes.said)
    assert is_issued(document)
    assert (times_issued(document), Blob.objects.count()) == (1, 1)


def test_document_whose_call_was_lost_is_made_by_the_schedule(processes, at, monkeypatch):
    """Beat and worker as production runs them; every entry of the schedule comes due at its start."""
    monkeypatch.setattr(documents, "enqueue", lambda task, *ids: False)
    document = builders.document(builders.desk(at), at)

    processes.worker()
    processes.schedule()

    until(lambda: is_issued(document), 90, why=processes.said)
    until(SealEntry.objects.exists, why=processes.said)
    until(JobRun.objects.filter(error="").exclude(finished_at=None).exists, why=processes.said)
    assert times_issued(document) == 1


def test_numbers_of_eight_processes_have_no_gap(processes, at):
    """Each process takes four numbers and gives four back."""
    district = builders.desk(at)

    taken = processes.at_once(
        "number", count=8, turns=4, on="2026-03-02", at=at.isoformat(), scope=district.scope.pk,
        unit=str(district.first.pk), by=district.office.pk,
    )  # fmt: skip

    assert sorted(number for numbers in taken for number in numbers) == list(range(1, 33))
    assert IssuedDocument.objects.count() == 32
    assert app.conf.broker_url == processes.redis_url
