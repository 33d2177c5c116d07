"""Two hundred people at once against the real server (tests/bench/load/people.py)."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from accounts.models import User
from tests.bench.asking import signed_in
from tests.bench.figures import Figure, IsWanted, Measure, family
from tests.bench.scale import is_full
from tests.bench.server import Server

PEOPLE = Path(__file__).with_name("load") / "people.py"
NUMBER = 200
# How many of them come each second.
PER_SECOND = 40
# Of each account.
SESSIONS = 5
MIXED = ("Office", "Leader", "Subdistrict", "Department")
LEAST_SHARE, MOST_GROWTH = 0.4, 1.1


@dataclass(frozen=True)
class Load:
    """What people asked for: requests a second, how many failed, and the memory of the server
    in megabytes, taken every second."""

    per_second: float
    errors: int
    megabytes: list[float]

    @property
    def growth(self) -> float:
        """The last tenth of the time against the tenth after half of it, when all have come and caches are warm."""
        tenth = max(1, len(self.megabytes) // 10)
        half = len(self.megabytes) // 2
        return mean(self.megabytes[-tenth:]) / mean(self.megabytes[half : half + tenth])


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


@family("load")
def members(is_wanted: IsWanted) -> Iterator[tuple[str, Measure]]:
    yield "load/throughput", _throughput
    yield "load/errors", lambda: Figure(_both()[0].errors, "errors", 1, 0, smaller_is_better=True)
    yield "load/memory", lambda: Figure(_both()[0].growth, "× of before", 1, MOST_GROWTH, smaller_is_better=True)


def _throughput() -> Figure:
    work, empty = _both()
    return Figure(work.per_second, "requests/s", empty.per_second, LEAST_SHARE)


@cache
def _both() -> tuple[Load, Load]:
    """The work, and the empty view for the same people."""
    seconds, of_empty = (300, 60) if is_full() else (30, 20)
    with Server() as server:
        empty = _run(server, ("Nobody",), of_empty)
    with Server() as server:
        return _run(server, MIXED, seconds), empty


def _run(server: Server, classes: tuple[str, ...], seconds: int) -> Load:
    """People come until all are there; only then does the time begin to count."""
    if find_spec("locust") is None:
        raise RuntimeError("Locust is not installed; run: script/bootstrap --bench")
    coming = NUMBER / PER_SECOND
    command = [
        sys.executable, "-m", "locust", "-f", str(PEOPLE), *classes, "--headless", "--users", str(NUMBER),
        "--spawn-rate", str(PER_SECOND), "--run-time", f"{seconds + coming:.0f}s", "--host", server.address, "--json",
        "--reset-stats", "--stop-timeout", "60", "--loglevel", "ERROR",
    ]  # fmt: skip
    # Locust sees nothing of the product but its pages.
    env = {**os.environ, "XUNCHA_BENCH_SESSIONS": json.dumps(_sessions())}
    megabytes: list[float] = []
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(server, megabytes, ended))
    watcher.start()
    try:
        run = subprocess.run(command, env=env, capture_output=True, text=True, timeout=seconds + 300)
    finally:
        ended.set()
        watcher.join()
    return Load(*told(json.loads(run.stdout)), megabytes)


def _sessions() -> dict[str, list[str]]:
    """Some for every account: hashing two hundred passwords at once would be measured instead of pages."""
    return {user.username: [signed_in(user) for _ in range(SESSIONS)] for user in User.objects.filter(is_active=True)}


def _watch(server: Server, megabytes: list[float], ended: threading.Event) -> None:
    while not ended.wait(1):
        megabytes.append(sum(server.megabytes()))


def told(rows: list[dict[str, Any]]) -> tuple[float, int]:
    """Requests a second and errors, from what Locust tells of each address."""
    began = min(row["start_time"] for row in rows)
    lasted = max(row["last_request_timestamp"] for row in rows) - began
    return sum(row["num_requests"] for row in rows) / lasted, sum(row["num_failures"] for row in rows)
