"""Our list of findings against Django admin's list of the same table, each in a process of its own, in turns."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.bench.figures import Figure, IsWanted, Measure, family
from tests.bench.scale import district_url, is_full

ROOT = Path(__file__).resolve().parents[2]
OURS = ("tests.bench.site.settings", "/findings/")
ADMIN = ("tests.bench.site.admin_settings", "/admin/inspections/finding/")
# How many times as fast as admin: in one district, at 50,000 findings, at 1,000,000.
IN_DISTRICT, FAST, FULL = 2, 5, 20


@family("admin")
def members(is_wanted: IsWanted) -> Iterator[tuple[str, Measure]]:
    if district_url():
        yield "admin/district", partial(_times_as_fast, district_url(), IN_DISTRICT)
    yield "admin/nation", partial(_times_as_fast, os.environ["DATABASE_URL"], FULL if is_full() else FAST)


def _times_as_fast(url: str, limit: float) -> Figure:
    """Pages of 50 findings a second, of ours and of admin."""
    ours, theirs = (min(_seconds(url, *which) for _ in range(2)) for which in (OURS, ADMIN))
    return Figure(1 / ours, "pages/s", 1 / theirs, limit)


def _seconds(url: str, settings: str, path: str) -> float:
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": settings}
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.site.one_page", path],
        cwd=ROOT, env=env, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(run.stdout)["seconds"]
