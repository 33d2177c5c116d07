"""A broker that is away never keeps a person at a form waiting, and never loses the form."""

import os
import socket
import subprocess
import sys
import time

import pytest
from celery import Celery

from core.enqueue import enqueue

# What config/settings.py sets where REDIS_URL is given; the first test below holds the two together.
BROKER_AS_IN_PRODUCTION = {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 0}


def test_broker_options_are_those_of_the_product():
    code = "import config.settings as s; print(s.CELERY_BROKER_TRANSPORT_OPTIONS)"
    env = {**os.environ, "REDIS_URL": "redis://127.0.0.1:6379/0"}

    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)

    assert run.stdout.strip() == str(BROKER_AS_IN_PRODUCTION)


def task_on(broker_url):
    app = Celery("test", broker=broker_url, set_as_current=False)
    app.conf.broker_transport_options = BROKER_AS_IN_PRODUCTION
    app.conf.task_ignore_result = True
    app.conf.task_default_queue = "tests-enqueue"

    @app.task(name="tests.nothing", shared=False)
    def nothing(number):
        pass

    return nothing


def test_enqueue_hands_the_ids_to_the_broker():
    task = task_on("memory://localhost")

    assert enqueue(task, 7) is True

    with task.app.connection_for_read() as connection:
        message = connection.SimpleQueue("tests-enqueue").get(block=False)
    assert message.payload[0] == [7]


def test_enqueue_refused_by_the_broker_returns_at_once(caplog):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        task = task_on(f"redis://127.0.0.1:{unused.getsockname()[1]}/0")
        began = time.monotonic()

        assert enqueue(task, 7) is False

    assert time.monotonic() - began < 1
    assert "tests.nothing(7,) waits for the next sweep" in caplog.text


@pytest.fixture
def silent_port():
    """A port that answers no connection: its queue of waiting ones is full."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for client in waiting:
            client.setblocking(False)
            client.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]
        for client in waiting:
            client.close()


def test_enqueue_to_a_silent_broker_gives_up_within_two_seconds(silent_port):
    task = task_on(f"redis://127.0.0.1:{silent_port}/0")
    began = time.monotonic()

    assert enqueue(task, 7) is False

    assert time.monotonic() - began < 2
