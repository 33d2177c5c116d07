"""What a process costs before it does any work: the start of a command, and a server at rest."""

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.figures import Figure, best_seconds, figure
from tests.bench.server import Server

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS, MOST_MEGABYTES = 1, 200
COMMAND = ("manage.py", "due_date", "2026-03-01", "15d")


@figure("command-start")
def command_start() -> Figure:
    """Seconds of a command that reckons one date, from the shell to its end, against the bound."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    run = lambda: subprocess.run(  # noqa: E731  measured, nothing else
        [sys.executable, *COMMAND], cwd=ROOT, env=env, check=True, capture_output=True
    )
    run()
    (seconds,) = best_seconds(run, within=20)
    return Figure(seconds, "s", MOST_SECONDS, 1, smaller_is_better=True)


@figure("process-at-rest")
def process_at_rest() -> Figure:
    """Resident megabytes of a process of gunicorn that has answered one page, against the bound."""
    with Server(workers=1) as server:
        server.get("/sign-in/")
        return Figure(max(server.megabytes()), "MB", MOST_MEGABYTES, 1, smaller_is_better=True)
