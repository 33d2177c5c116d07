"""What a process costs before it does any work, and what it holds after much of it."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import psutil
import redis
from django.conf import settings

from config.celery import app
from tests.bench.data import tell_everybody
from tests.bench.figures import Figure, IsWanted, Measure, family
from tests.bench.mixed import Crowd, Visitor
from tests.bench.scale import ROOT, is_full
from tests.bench.server import Server, shipped_environment

MOST_SECONDS, MOST_MEGABYTES, MOST_GROWTH = 1, 200, 1.1
COMMANDS = {
    "due-date": ("due_date", "2026-03-01", "15d"),
    "sweep-deadlines": ("sweep_deadlines", "--dry-run"),
    "verify-evidence": ("verify_evidence", "--help"),
    "rebuild-grants": ("rebuild_grants", "--help"),
    "access-matrix": ("access_matrix", "--help"),
}
FIRST_PAGES = ("/", "/findings/", "/rounds/", "/documents/", "/rectification/items/", "/plans/")
# Tasks that a worker has done before it is at rest.
FIRST_TASKS = (
    "records.tasks.render_waiting_documents",
    "records.tasks.seal_events",
    "deadlines.tasks.sweep_deadlines",
)
# They render every paper of the demo.
FIRST_SECONDS = 600


@family("command")
def commands(is_wanted: IsWanted) -> Iterator[tuple[str, Measure]]:
    """As long as nothing is due: what is due costs as the figure `sweep` says."""
    tell_everybody()
    for name, words in COMMANDS.items():
        yield f"command/start/{name}", partial(_start, words)


def _start(words: tuple[str, ...]) -> Figure:
    """Seconds of the processor from the shell to its end, the least of five, against the bound: what others on the
    machine do does not count."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    taken = []
    for _ in range(5):
        before = _of_children()
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, capture_output=True)
        taken.append(_of_children() - before)
    return Figure(min(taken), "s", MOST_SECONDS, 1, smaller_is_better=True)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@family("process")
def processes(is_wanted: IsWanted) -> Iterator[tuple[str, Measure]]:
    tell_everybody()
    yield "process/rest/web", _web_at_rest
    yield "process/rest/worker", _worker_at_rest
    yield "process/growth", _growth


def _web_at_rest() -> Figure:
    """Resident megabytes of a process of gunicorn after the first pages of somebody, against the bound."""
    with Server(workers=1) as server:
        office = Visitor(server.address, "office")
        for path in FIRST_PAGES:
            office.get(path)
        return Figure(max(server.megabytes()), "MB", MOST_MEGABYTES, 1, smaller_is_better=True)


def _worker_at_rest() -> Figure:
    """Of the largest process of a worker, as docker-compose.yml starts it, after its first tasks."""
    env = {**os.environ, **shipped_environment(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    log = Path(os.environ["XUNCHA_VAR"]) / "worker.log"
    broker = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    # Of papers of every database that was built; this one's are found by the first task.
    broker.delete("celery")
    with log.open("w") as output:
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "--loglevel", "INFO",
             "--concurrency", "1", "-n", f"{uuid4().hex}@bench"],
            cwd=ROOT, env=env, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        for task in FIRST_TASKS:
            app.send_task(task)
        until = time.monotonic() + FIRST_SECONDS
        while broker.llen("celery") or broker.hlen("unacked"):
            if worker.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the worker does not do its first tasks; see {log}")
            time.sleep(0.2)
        main = psutil.Process(worker.pid)
        megabytes = [each.memory_info().rss / 2**20 for each in (main, *main.children())]
        return Figure(max(megabytes), "MB", MOST_MEGABYTES, 1, smaller_is_better=True)
    finally:
        worker.terminate()
        worker.wait(60)


def _growth() -> Figure:
    """Resident megabytes of a process of gunicorn after 10,000 mixed requests, 3,000 without --full, beside those
    after 1,000: until then it meets kinds of pages for the first time. It is not renewed in between, as the shipped
    server would be."""
    first, all_of_them = 1_000, 10_000 if is_full() else 3_000
    with Server(workers=1, is_renewed=False) as server:
        crowd = Crowd(server.address)
        crowd.ask(first)
        (before,) = server.megabytes()
        crowd.ask(all_of_them - first)
        (after,) = server.megabytes()
        return Figure(after, "MB", before, MOST_GROWTH, smaller_is_better=True)
