"""A worker and the people at the forms both outlive a broker that goes away and comes back."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from celery import Celery

from core.enqueue import enqueue
from tests.running.test_enqueue import BROKER_AS_IN_PRODUCTION

pytestmark = pytest.mark.services


class Redis:
    """A server of this test's own: stopping the one other tests share would stop them."""

    def __init__(self, folder):
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None

    def start(self):
        command = [shutil.which("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.process = subprocess.Popen([*command, "--dir", str(self.folder)], stdout=subprocess.DEVNULL)
        until(self.answers)

    def answers(self):
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self):
        self.process.kill()
        self.process.wait()


def until(condition, seconds=40):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


@pytest.fixture
def redis(tmp_path):
    server = Redis(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def leave_note(redis):
    """The task as a web process knows it, with a worker that runs it."""
    worker = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "config.celery",
            "worker",
            "--pool",
            "solo",
            "-I",
            "tests.running.errands",
        ],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "XUNCHA_TEST_REDIS_URL": redis.url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    app = Celery("test", broker=redis.url, set_as_current=False)
    app.conf.broker_transport_options = BROKER_AS_IN_PRODUCTION
    app.conf.task_ignore_result = True

    @app.task(name="tests.leave_note", shared=False)
    def leave_note(path):
        raise AssertionError("the worker runs it, not this process")

    yield leave_note
    app.close()
    worker.kill()
    worker.wait()


def test_worker_and_forms_outlive_a_broker_that_was_away(redis, leave_note, tmp_path):
    notes = [Path(tmp_path / name) for name in ("before", "meanwhile", "after")]
    assert enqueue(leave_note, str(notes[0]))
    until(notes[0].exists)

    redis.stop()
    began = time.monotonic()
    assert enqueue(leave_note, str(notes[1])) is False
    assert time.monotonic() - began < 2

    redis.start()
    assert enqueue(leave_note, str(notes[2]))
    until(notes[2].exists)
    assert not notes[1].exists()
