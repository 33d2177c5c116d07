"""A server does not grow with the work it has done (issue 9): papers, exports and pages of all kinds among it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.bench.mixed import Crowd

ROOT = Path(__file__).resolve().parents[2]
FIRST, ALL = 1_000, 10_000
MOST_GROWTH = 1.1

pytestmark = [pytest.mark.slow, pytest.mark.timeout(7200)]


@pytest.fixture
def server(tmp_path):
    """The embedded default with the demo year: nothing but Python."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    env |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "XUNCHA_VAR": str(tmp_path),
        "XUNCHA_SECRET_KEY": "of this test",
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, cwd=ROOT, env=env, check=True, capture_output=True)
    with (tmp_path / "output").open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--prepare", "--port", str(port)], cwd=ROOT, env=env,
            stdout=output, stderr=output,
        )  # fmt: skip
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + 600
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/healthz/", timeout=30).close()  # noqa: S310  our own server
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < until, (tmp_path / "output").read_text()
                time.sleep(0.5)
        yield process, address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def test_server_holds_no_more_after_ten_thousand_requests_than_after_one_thousand(server):
    process, address = server
    ours = psutil.Process(process.pid)
    crowd = Crowd(address)

    statuses = crowd.ask(FIRST)
    before = ours.memory_info().rss
    statuses += crowd.ask(ALL - FIRST)

    assert ours.memory_info().rss <= MOST_GROWTH * before
    assert set(statuses) == {200}
    # Whoever sets papers is renewed, as is whoever writes Word files, and there is one of each at most.
    setting = ours.children(recursive=True)
    works = [json.loads(each.cmdline()[-1])["work"] for each in setting]
    assert len(set(works)) == len(works) <= 2
    assert all(each.memory_info().rss < 400 * 2**20 for each in setting)
