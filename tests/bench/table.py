"""Writes what was measured into docs/performance.md, between its marks: `script/bench --table`."""

import json
import os
import platform
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import timezone

from inspections.models import Finding
from tests.bench.figures import Figure
from tests.bench.list_pages import asked_of
from tests.bench.scale import is_full

PATH = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
SLOWEST = 5


@dataclass(frozen=True)
class Result:
    name: str
    figure: Figure


def write_document(results: Iterable[Result]) -> None:
    results = list(results)
    part = "full" if is_full() else "fast"
    text = between(PATH.read_text(encoding="utf-8"), part, "\n".join([*_said(), "", *table_lines(results)]))
    from_plans = "\n".join(_plans(results))
    PATH.write_text(between(text, "plans", from_plans) if is_full() else text, encoding="utf-8")


def write_growth(files: Iterable[Path]) -> None:
    """What figures cost at each size, from the lines script/bench printed there, smallest first."""
    measured = [{told["bench"]: told for told in map(json.loads, path.read_text().splitlines())} for path in files]
    sizes = [path.stem for path in files]
    PATH.write_text(between(PATH.read_text(), "growth", "\n".join(growth_lines(sizes, measured))), encoding="utf-8")


def growth_lines(sizes: list[str], measured: list[dict[str, dict]]) -> list[str]:
    """Only figures that were taken at every size."""
    lines = [f"| Figure | {' | '.join(sizes)} | Last ÷ first |", f"|---|{'---:|' * (len(sizes) + 1)}"]
    for name in measured[0]:
        if all(name in told for told in measured):
            values = [told[name]["value"] for told in measured]
            times = 1000 if measured[0][name]["unit"] == "s" else 1
            unit = "ms" if times == 1000 else measured[0][name]["unit"]
            cells = " | ".join(f"{_short(value * times)} {unit}" for value in values)
            times_first = _short(values[-1] / values[0]) if values[0] else "–"
            lines.append(f"| `{name}` | {cells} | {times_first} |")
    return lines


def between(text: str, mark: str, told: str) -> str:
    """`text` with `told` between the marks of this name. Raises ValueError where they are missing."""
    pattern = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"docs/performance.md has no place for {mark}")
    return pattern.sub(lambda found: f"{found[1]}{told}\n{found[2]}", text)


def table_lines(results: Iterable[Result]) -> list[str]:
    """Figures in their order; times in milliseconds."""
    lines = ["| Figure | Value | Floor or bound | Ratio | Limit | Holds |", "|---|---:|---:|---:|---:|---|"]
    for each in results:
        found = each.figure
        unit, times = ("ms", 1000) if found.unit == "s" else (found.unit, 1)
        sign = "≤" if found.smaller_is_better else "≥"
        lines.append(
            f"| `{each.name}` | {_short(found.value * times)} {unit} | {_short(found.baseline * times)} {unit} "
            f"| {_short(found.ratio)} | {sign} {found.limit:g} | {'yes' if found.keeps_its_limit else '**no**'} |"
        )
    return lines


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _said() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0].split()[0]
    return [
        f"{timezone.localdate().isoformat()}, {Finding.objects.count():,} findings, PostgreSQL {version}, "
        f"Python {platform.python_version()}, {os.cpu_count()} processors ({_processor()}), "
        f"load {os.getloadavg()[2]:.1f} over the last quarter of an hour."
    ]


def _processor() -> str:
    names = re.findall(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return names[0] if names else platform.machine()


def _plans(results: list[Result]) -> list[str]:
    """For each of the slowest list pages, its dearest statement with what PostgreSQL did."""
    slowest = sorted(
        (each for each in results if each.name.startswith("list/") and each.figure.unit == "s"),
        key=lambda each: -each.figure.value,
    )[:SLOWEST]
    lines = []
    for each in slowest:
        asker, path = asked_of(each.name)
        _answer, queries = asker.queries(path)
        dearest = max(queries, key=lambda query: float(query["time"]))
        lines += [f"`{each.name}`, {each.figure.value * 1000:,.0f} ms, {dearest['time']} s in this statement:", ""]
        lines += ["```", *_plan(dearest["sql"]), "```", ""]
    return lines


def _plan(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) " + sql.replace("%", "%%"), [])
        return [re.sub(r"'[0-9a-f-]{36}'(::uuid)?(, )?", "…", row[0])[:200] for row in cursor.fetchall()]
