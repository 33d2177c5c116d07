"""Mail goes out once, in office hours, and says nothing that belongs in the house."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import close_old_connections, connection, connections

from accounts.actions.messages import notify
from accounts.roles import Role
from core.actions.outbox import send_waiting
from core.models import OutboundMail
from core.tasks import send_outbox
from tests.accounts.builders import delegation, person

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def reader(db):
    return person(Role.OFFICE, email="reader@example.org")


def tell(*people, at=MONDAY, **fields):
    notify(recipients=people, subject=fields.pop("subject", "还剩3天"), body="内情", at=at, **fields)


@pytest.fixture
def broken_mail(monkeypatch):
    def refuse(self, messages):
        raise SMTPServerDisconnected("please run connect() first")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        yield patch


def test_send_waiting_sends_once_subject_and_way_in_only(reader, settings):
    settings.PUBLIC_URL = "https://xuncha.example.org"
    tell(reader, about=delegation(reader))

    assert (send_waiting(at=MONDAY), send_waiting(at=MONDAY)) == (1, 0)

    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["reader@example.org"], "还剩3天")
    assert "https://xuncha.example.org/delegations/" in sent.body
    assert "内情" not in sent.body
    assert OutboundMail.objects.get().sent_at == MONDAY


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        (datetime(2026, 3, 2, 0, 29, tzinfo=UTC), False),  # Monday 08:29 in Shanghai
        (datetime(2026, 3, 2, 0, 30, tzinfo=UTC), True),
        (datetime(2026, 3, 2, 9, 59, tzinfo=UTC), True),  # 17:59
        (datetime(2026, 3, 2, 10, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 1, 2, 0, tzinfo=UTC), False),  # a Sunday
        (datetime(2026, 2, 28, 2, 0, tzinfo=UTC), True),  # a make-up Saturday
        (datetime(2026, 5, 1, 2, 0, tzinfo=UTC), False),  # Labour Day, a Friday
        (datetime(2026, 3, 1, 18, 0, tzinfo=UTC), False),  # Monday 02:00
    ],
)
def test_send_waiting_keeps_office_hours(reader, at, leaves):
    tell(reader, at=at)

    assert send_waiting(at=at) == leaves


def test_send_waiting_of_a_major_hazard_does_not_wait(reader):
    night = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
    tell(reader, at=night, ignores_hours=True)
    tell(reader, at=night)

    assert send_waiting(at=night) == 1


def test_send_waiting_puts_a_days_digest_together(reader):
    for number in range(3):
        tell(reader, subject=f"事项{number}", is_digest=True)
    tell(reader, subject="单独")

    assert send_waiting(at=MONDAY) == 2
    assert sorted(sent.subject for sent in mail.outbox) == ["单独", "巡查系统有 3 条新消息"]
    assert all(f"事项{number}" in max((sent.body for sent in mail.outbox), key=len) for number in range(3))

    later = MONDAY + timedelta(hours=3)
    tell(reader, subject="下午", is_digest=True, at=later)
    assert send_waiting(at=later) == 0
    assert send_waiting(at=MONDAY + timedelta(days=1)) == 1


def test_send_waiting_of_one_digest_row_keeps_its_subject(reader):
    tell(reader, subject="事项", is_digest=True)

    send_waiting(at=MONDAY)

    assert mail.outbox[0].subject == "事项"


@pytest.mark.parametrize("is_digest", [False, True])
def test_send_waiting_backs_off_and_tries_again(reader, broken_mail, is_digest):
    tell(reader, is_digest=is_digest)

    assert send_waiting(at=MONDAY) == 0
    row = OutboundMail.objects.get()
    assert (row.attempts, row.error, row.sent_at) == (1, "please run connect() first", None)
    assert send_waiting(at=MONDAY + timedelta(minutes=9)) == 0
    assert OutboundMail.objects.get().attempts == 1
    assert send_waiting(at=MONDAY + timedelta(minutes=10)) == 0
    assert OutboundMail.objects.get().next_attempt_at == MONDAY + timedelta(minutes=30)

    broken_mail.undo()
    assert send_waiting(at=MONDAY + timedelta(minutes=30)) == 1
    assert OutboundMail.objects.get().error == ""


def test_send_waiting_goes_on_after_a_bad_address(reader):
    bad = person(Role.OFFICE, email="a@b\nBcc: all@example.org")
    tell(bad, reader)

    assert send_waiting(at=MONDAY) == 1
    assert OutboundMail.objects.get(sent_at=None).recipient == bad


def test_send_waiting_mends_a_subject_with_a_line_break(reader):
    tell(reader, subject="第一行\n第二行")

    assert send_waiting(at=MONDAY) == 1


def test_send_waiting_tells_nothing_to_people_who_left(reader):
    tell(reader)
    reader.is_active = False
    reader.save()

    assert send_waiting(at=MONDAY) == 0


def test_send_waiting_without_mail_server_settings(reader, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    tell(reader)

    assert send_waiting(at=MONDAY) == 1


def test_task_sends_the_outbox(reader, time_machine_at_monday):
    tell(reader)

    assert send_outbox() == 1


@pytest.fixture
def time_machine_at_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def _send_in_a_thread(_number):
    close_old_connections()
    try:
        return send_waiting(at=MONDAY)
    finally:
        connections.close_all()


def _eight_at_once():
    people = [person(Role.OFFICE, email=f"{number}@example.org") for number in range(4)]
    tell(*people)
    for _row in range(3):
        tell(*people, is_digest=True)

    with ThreadPoolExecutor(8) as pool:
        sent = sum(pool.map(_send_in_a_thread, range(8)))

    assert (sent, len(mail.outbox)) == (8, 8)
    assert not OutboundMail.objects.filter(sent_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_send_waiting_eight_at_once_sends_every_mail_once():
    _eight_at_once()


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_send_waiting_eight_at_once_on_postgresql():
    assert connection.vendor == "postgresql"
    _eight_at_once()
