"""The one-process server, started and stopped as a person does it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from tests.running.site import LIMIT_BYTES


class Site:
    """A running tests.running.site and what it has said so far."""

    def __init__(self, process):
        self.process = process
        self.lines = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.port = int(self.wait_for("ready").split()[1])

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.strip())

    def wait_for(self, start, seconds=30):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for line in list(self.lines):
                if line.startswith(start):
                    return line
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"nothing said {start!r}; exit code {self.process.poll()}; said: {self.lines}")

    def post(self, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("POST", "/", body=body)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def stop(self, signum):
        self.process.send_signal(signum)
        code = self.process.wait(timeout=20)
        self._reader.join(5)
        return code


@pytest.fixture
def site(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.running.site", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "XUNCHA_VAR": str(tmp_path)},
    )
    try:
        yield Site(process)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_page_and_background_work_run_in_one_process(site):
    assert site.post(b"12345") == (200, b"5")

    assert site.wait_for("task 5")


def test_schedule_makes_up_for_the_time_it_was_off(site):
    assert site.wait_for("task missed while off")


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_signal_stops_everything_in_order(site, signum):
    assert site.stop(signum) == 0

    assert site.lines[-1] == "stopped"


def test_body_at_the_limit_is_taken_and_one_byte_more_refused(site):
    assert site.post(b"x" * LIMIT_BYTES) == (200, b"1000")
    assert site.post(b"x" * (LIMIT_BYTES + 1)) == (413, b"<p>too large</p>")


def test_refused_upload_is_read_to_its_end_so_that_the_browser_shows_the_page(site):
    """A browser sends all of it before it reads the answer; a reset connection would hide the page."""
    length = 64 * 1024**2
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % length)
        piece = b"\0" * 1024**2
        for _ in range(length // len(piece)):
            client.sendall(piece)
        answer = b""
        while received := client.recv(65536):
            answer += received

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert answer.endswith(b"<p>too large</p>")


def test_next_request_is_served_after_a_refused_one(site):
    site.post(b"x" * (LIMIT_BYTES + 1))

    assert site.post(b"12") == (200, b"2")


def test_busy_port_is_said_in_one_clear_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        run = subprocess.run(
            [sys.executable, "manage.py", "serve", "--prepare", "--port", str(port)],
            capture_output=True,
            text=True,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "XUNCHA_VAR": str(tmp_path)},
            timeout=60,
            check=False,
        )

    assert run.returncode == 1
    assert f"Port {port} of 127.0.0.1 is taken by another program" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "xuncha.sqlite3").exists()


def test_head_answers_without_a_body(site):
    """What came after the head would be taken for the next answer of the connection."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection:
        connection.sendall(
            b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\nHEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        answer = b""
        while part := connection.recv(4096):
            answer += part

    first, second, rest = answer.split(b"\r\n\r\n")
    assert first.startswith(b"HTTP/1.1 200") and second.startswith(b"HTTP/1.1 200")
    assert rest == b""
