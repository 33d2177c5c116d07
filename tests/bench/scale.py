"""How much is stored in this run, as script/bench says, and where the project lies."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def is_full() -> bool:
    """A nation of 1,000,000 findings, and load for five minutes; else 50,000 and half a minute."""
    return os.environ.get("XUNCHA_BENCH_FULL") == "1"


def district_url() -> str:
    """The database of a single district, the demo as it is; empty where there is none."""
    return os.environ.get("XUNCHA_BENCH_DISTRICT_URL", "")
