"""The rows of the regulation (docs/requirements.csv) and what the last test run said of each."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

TABLE = settings.BASE_DIR / "docs" / "requirements.csv"


@dataclass(frozen=True)
class RequirementRow:
    row: str
    clause: str
    duty: str


def result_path() -> Path:
    """Where the test run leaves its outcomes: {"R56": {"tests/…::test_x": "passed"}}."""
    return settings.BASE_DIR / "var" / "test-results" / "requirements.json"


def rows() -> list[RequirementRow]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [RequirementRow(**row) for row in csv.DictReader(file)]


def outcomes() -> dict[str, dict[str, str]]:
    path = result_path()
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def status(results: dict[str, str]) -> str:
    """`missing` without a test, `failed` where any did not pass, else `passed`."""
    if not results:
        return "missing"
    return "passed" if set(results.values()) == {"passed"} else "failed"
