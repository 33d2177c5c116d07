"""The arithmetic of figures, how they are chosen, and the shape of what script/bench prints."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import figures
from tests.bench.figures import Figure, begins, best_seconds, is_chosen
from tests.bench.table import Result, between, growth_lines, table_lines
from tests.bench.under_load import Load, told

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("value", "baseline", "limit", "smaller", "keeps"),
    [(6, 2, 3, True, True), (6.1, 2, 3, True, False), (4, 10, 0.4, False, True), (3.9, 10, 0.4, False, False)],
)
def test_limit_bounds_the_ratio_from_the_side_it_is_meant(value, baseline, limit, smaller, keeps):
    found = Figure(value, "s", baseline, limit, smaller)

    assert found.ratio == value / baseline
    assert found.keeps_its_limit is keeps


@pytest.mark.parametrize(
    ("wanted", "name", "chosen"),
    [
        ([], "list/a:b/office/plain", True),
        (["list"], "list/a:b/office/plain", True),
        (["list/a:b/office"], "list/a:b/office/plain", True),
        (["list/*/office/*"], "list/a:b/office/plain", True),
        (["list/*/office/*"], "list/a:b/leader1/plain", False),
        (["lis"], "list/a:b/office/plain", False),
        (["sweep"], "list/a:b/office/plain", False),
    ],
)
def test_figures_are_chosen_by_name_family_or_pattern(wanted, name, chosen):
    assert is_chosen(name, wanted) is chosen
    if chosen:
        assert begins("list/a:b", wanted)


def test_what_is_not_wanted_is_not_even_looked_for():
    assert not begins("list/a:b", ["list/a:c/office"])
    assert not begins("list/a:b/office", ["list/*/leader1/*"])


def test_times_are_taken_in_turns_and_the_best_counts():
    order = []

    first, second = best_seconds(lambda: order.append("ours"), lambda: order.append("floor"), within=60, rounds=3)

    assert order == ["ours", "floor"] * 3
    assert 0 < first < 1 and 0 < second < 1


def test_a_slow_page_is_asked_once():
    asked = []

    best_seconds(lambda: asked.append(1), within=0)

    assert len(asked) == 1


def run_bench(*arguments, tmp_path):
    env = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "tests.bench.site.settings", "XUNCHA_VAR": str(tmp_path),
        "XUNCHA_SECRET_KEY": "of this test",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "tests.bench", *arguments], cwd=ROOT, env=env, capture_output=True, text=True
    )


def test_bench_prints_a_line_of_json_for_a_figure(tmp_path):
    run = run_bench("due-dates", tmp_path=tmp_path)

    (line,) = run.stdout.splitlines()
    assert list(json.loads(line)) == ["bench", "value", "unit", "baseline", "ratio", "limit"]


def test_bench_names_its_figures_and_refuses_others(tmp_path):
    named = run_bench("--list", tmp_path=tmp_path)
    refused = run_bench("nonsense", tmp_path=tmp_path)

    known = {"sweep", "paper/…", "command/…", "process/…", "list/…", "page/…", "export/…", "admin/…", "load/…"}
    assert known <= set(named.stdout.split())
    assert refused.returncode == 2
    assert "no such figure: nonsense" in refused.stderr


def test_a_figure_that_cannot_be_measured_fails_the_bench(tmp_path):
    """Without tables there is nothing to sweep."""
    run = run_bench("sweep", tmp_path=tmp_path)

    assert (run.returncode, run.stdout) == (1, "")
    assert "not measured: sweep" in run.stderr


def test_families_are_asked_only_when_one_of_theirs_is_wanted(monkeypatch):
    asked = []
    monkeypatch.setattr(figures, "FIGURES", {})
    monkeypatch.setattr(figures, "FAMILIES", {name: _family(name, asked) for name in ("list", "page")})

    names = [name for name, _measure in figures.chosen(["page/desk"])]

    assert (names, asked) == (["page/desk"], ["page"])
    assert figures.unknown(["page/desk", "list", "desk"]) == ["desk"]


def _family(prefix, asked):
    def members(is_wanted):
        asked.append(prefix)
        yield f"{prefix}/desk", None
        yield f"{prefix}/menu", None

    return members


def test_table_shows_ratio_and_limit_and_what_does_not_hold():
    lines = table_lines(
        [
            Result("list/a", Figure(0.2, "s", 0.01, 3, smaller_is_better=True)),
            Result("load/throughput", Figure(50, "requests/s", 100, 0.4)),
        ]
    )

    assert lines[2:] == [
        "| `list/a` | 200 ms | 10 ms | 20 | ≤ 3 | **no** |",
        "| `load/throughput` | 50 requests/s | 100 requests/s | 0.5 | ≥ 0.4 | yes |",
    ]


def test_growth_has_what_was_measured_at_every_size():
    nothing = {"value": 0, "unit": "MB"}
    small = {"a": {"value": 0.01, "unit": "s"}, "b": {"value": 1, "unit": "s"}, "c": nothing}

    lines = growth_lines(["10", "100"], [small, {"a": {"value": 0.02, "unit": "s"}, "c": nothing}])

    assert lines[2:] == ["| `a` | 10 ms | 20 ms | 2 |", "| `c` | 0 MB | 0 MB | – |"]


def test_document_keeps_what_stands_around_the_marks():
    text = "before\n<!-- fast -->\nold\n<!-- /fast -->\nafter\n"

    assert between(text, "fast", r"new \1") == "before\n<!-- fast -->\nnew \\1\n<!-- /fast -->\nafter\n"
    with pytest.raises(ValueError, match="no place for full"):
        between(text, "full", "new")


def test_document_has_a_place_for_everything_that_is_written():
    text = (ROOT / "docs" / "performance.md").read_text()

    for mark in ("fast", "full", "plans", "growth"):
        between(text, mark, "")


def test_load_counts_the_requests_and_errors_of_every_address():
    rows = [
        {"name": "/", "num_requests": 90, "num_failures": 1, "start_time": 100.0, "last_request_timestamp": 110.0},
        {"name": "item", "num_requests": 10, "num_failures": 2, "start_time": 102.0, "last_request_timestamp": 109.0},
    ]

    assert told(rows) == (10.0, 3)


def test_memory_is_compared_once_everybody_is_there():
    assert Load(1, 0, [10, 50, 90, 100, 100, 100, 100, 100, 100, 110]).growth == pytest.approx(1.1)
