"""Where the end of the log is told besides, and whether it is sealed at all."""

import os
import threading

import pytest
from django.db import connections

from accounts.models import Message
from core import journal
from core.models import OutboundMail
from records import head, proof, tasks
from records.actions.seal import seal_waiting
from records.queries.audit_chain import end_of_chain
from tests.accounts import builders as people
from tests.records.tampering import found, lines, tamper

pytestmark = pytest.mark.django_db


def test_audit_administrator_is_told_the_end_by_mail_once(log, at):
    auditor = people.person("audit_admin", username="auditor", email="auditor@example.com")
    other = people.person("system_admin", username="other", email="other@example.com")

    assert tasks.tell_head() == 1
    assert tasks.tell_head() == 0

    mail = OutboundMail.objects.get()
    last = head.last()
    assert mail.recipient == auditor
    assert f"{last.batch}:{last.digest}" in mail.subject
    assert "6" in mail.subject
    assert not Message.objects.filter(recipient=other).exists()
    seal_waiting()
    assert tasks.tell_head() == 1


def test_end_is_laid_into_the_store_of_copies_and_compared(log, settings, tmp_path):
    settings.HEAD_COPY_DIR = str(tmp_path)
    tasks.tell_head()
    tasks.tell_head()
    assert [path.name for path in tmp_path.iterdir()] == ["head-0001-00000003.json"]

    whole = lines()
    tamper(
        ("DELETE FROM core_auditevent WHERE id IN (%s, %s)", log[4].pk, log[5].pk),
        ("DELETE FROM records_sealentry WHERE batch = 3",),
    )
    head.path().write_bytes(b"".join(whole[:3]))

    assert (3, "cut") in found()


def test_store_of_copies_that_is_away_keeps_no_message_back(log, settings, tmp_path, caplog):
    auditor = people.person("audit_admin", username="auditor")
    settings.HEAD_COPY_DIR = str(tmp_path / "away")

    tasks.tell_head()

    assert Message.objects.filter(recipient=auditor).count() == 1
    assert "not told" in caplog.text
    assert found() == []


def test_end_is_not_told_where_the_head_is_damaged(log, caplog):
    head.path().write_bytes(lines()[2])

    assert tasks.tell_head() == 0
    assert "not told" in caplog.text


def test_ready_tells_a_sealer_that_rests(log, at):
    now = at.replace(year=2030)
    for minutes, told in [(14, ""), (16, "not sealed for 16 minutes")]:
        when = now.timestamp() - minutes * 60 - 5
        os.utime(head._lock_path(), (when, when))
        assert proof.problem(now) == told


def test_ready_tells_a_sealer_that_never_ran(write, at):
    assert proof.problem(at) == ""
    write()
    when = at.timestamp() - 3600
    os.utime(journal.folder(), (when, when))

    assert proof.problem(at) == "not sealed for 60 minutes"


def test_ready_tells_a_head_that_does_not_fit(log, client, at):
    head.path().unlink()

    assert proof.problem(at) == "the head is missing"
    assert client.get("/ready/").json()["parts"]["proof"] == "the head is missing"


@pytest.mark.django_db(transaction=True)
def test_ready_tells_nothing_of_batches_sealed_while_it_looks(log, at, monkeypatch):
    """Two batches between the two readings looked like a head left behind."""

    def seal():
        for _batch in range(2):
            seal_waiting(limit=1)
        connections.close_all()

    sealer = threading.Thread(target=seal)

    def end_with_a_sealer_at_work():
        sealer.start()
        sealer.join(1)
        return end_of_chain()

    monkeypatch.setattr(proof, "end_of_chain", end_with_a_sealer_at_work)

    told = proof.problem(at)
    sealer.join()
    assert told == ""
    assert end_of_chain().batch == 5
