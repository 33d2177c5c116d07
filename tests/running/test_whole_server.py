"""`script/server` as a newcomer runs it: an empty folder, the demo year, a page, Ctrl-C, and once more."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture
def start(tmp_path):
    """Start script/server on a free port; returns the process and its address once a page answers."""
    processes = []

    def start():
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        unset = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "XUNCHA_SECRET_KEY"}
        env = {name: value for name, value in os.environ.items() if name not in unset}
        with (tmp_path / "output").open("a") as output:
            process = subprocess.Popen(
                ["script/server"],
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**env, "PORT": str(port), "XUNCHA_VAR": str(tmp_path / "var")},
            )
        processes.append(process)
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 500
        while "is running at" not in output_of(tmp_path) or process.poll() is not None:
            assert process.poll() is None, output_of(tmp_path)
            assert time.monotonic() < until, output_of(tmp_path)
            time.sleep(0.5)
        return process, address

    yield start
    for process in processes:
        process.kill()
        process.wait()


def output_of(tmp_path):
    return (tmp_path / "output").read_text()


def test_server_starts_from_nothing_stops_cleanly_and_keeps_the_data(start, tmp_path):
    process, address = start()
    with urllib.request.urlopen(f"{address}/sign-in/", timeout=30) as page:  # noqa: S310  our own server
        assert page.status == 200
        assert "zh-CN" in page.read().decode()
    assert output_of(tmp_path).count("xuncha-demo-2026") == 1
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0

    (tmp_path / "output").write_text("")
    process, address = start()

    assert "Building the demo year" not in output_of(tmp_path)
    assert "xingren" in output_of(tmp_path)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert "Traceback" not in output_of(tmp_path)
