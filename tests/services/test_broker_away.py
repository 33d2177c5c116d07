"""The broker is away while people work: the form is stored at once, and the paper follows (DESIGN §6)."""

import time

import pytest
import time_machine
from django.urls import reverse
from kombu import pools

from config.celery import app
from records.models import IssuedDocument
from records.models.document import DocumentStatus
from tests.accounts.builders import sign_in
from tests.inspections import builders as inspecting
from tests.running.test_broker import Redis
from tests.services.processes import until

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def own_broker(processes, tmp_path, monkeypatch):
    """A server that may be stopped; this process and those it starts talk to it."""
    server = Redis(tmp_path)
    server.start()
    before = app.conf.broker_url
    point_to(server.url)
    processes.redis_url = server.url
    yield server
    processes.stop()
    point_to(before)
    server.stop()


def point_to(url):
    app.conf.broker_url = app.conf.broker_read_url = app.conf.broker_write_url = url
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None


def test_form_posted_while_the_broker_is_away_is_stored_and_its_paper_follows(client, processes, own_broker):
    here = inspecting.world()
    sign_in(client, here.office)
    own_broker.stop()

    began = time.monotonic()
    with time_machine.travel(inspecting.at_on(inspecting.NOTIFIED), tick=False):
        sign_in(client, here.office)
        answer = client.post(
            reverse("inspections:round-notify", args=[here.entry.pk]), {"on": inspecting.NOTIFIED.isoformat()}
        )
    took = time.monotonic() - began

    assert answer.status_code == 302
    assert took < 3
    document = IssuedDocument.objects.get()
    assert document.status == DocumentStatus.NUMBERED

    own_broker.start()
    processes.worker()
    processes.schedule()

    until(lambda: IssuedDocument.objects.get().status == DocumentStatus.ISSUED, 90, why=processes.said)
