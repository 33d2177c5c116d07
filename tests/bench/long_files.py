"""Long files and long lists: how soon an export begins, what a whole workbook costs beside XlsxWriter alone, how much
memory it takes, and the taking in of 5,000 rows."""

import csv
import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import islice
from tempfile import TemporaryFile
from urllib.parse import urlencode

import django
import xlsxwriter
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone

from tests.bench.figures import Figure, IsWanted, Measure, best_seconds, family, figure
from tests.bench.scale import ROOT

if __name__ == "__main__":
    django.setup()

from accounts.models import User
from core.exports import WRITERS, Sheet
from inspections.actions.imports import import_findings
from inspections.models import Finding, SubdistrictRound
from inspections.models.round import RoundStatus
from tests.bench.asking import Asker, floor, rows_by_key
from tests.bench.list_pages import LIMIT

FIRST_ROWS, FEW_ROWS, ROWS = 500, 10_000, 100_000
FILE_LIMIT, MOST_GROWTH = 1.5, 30
IMPORTED, MOST_SECONDS = 5_000, 30


@family("export")
def exports(is_wanted: IsWanted) -> Iterator[tuple[str, Measure]]:
    for form in ("csv", "xlsx"):
        yield f"export/{form}/begins", partial(_begins, form)
        yield f"export/{form}/memory", partial(_growth, form)
    yield "export/xlsx", _whole


def _begins(form: str) -> Figure:
    """Until the first part of a file of all findings in the office's reach, or the answer that it is being made; its
    floor reads the first rows."""
    asker = Asker("office")
    rows = Finding.objects.select_related("unit", "enterprise", "round__subdistrict")
    read = rows_by_key(rows, list(rows.order_by().values_list("pk", flat=True)[:FIRST_ROWS]))
    path = f"{reverse('inspections:finding-overview')}?{urlencode({'export': form})}"
    firsts: list[float] = []
    _all, least = best_seconds(
        lambda: firsts.append(asker.ask(path, most=1).first), floor(asker, read), within=2, rounds=3
    )
    return Figure(min(firsts), "s", least, LIMIT, smaller_is_better=True)


def _table(form: str, most: int) -> Sheet:
    """At most so many rows of the findings in the office's reach, as the background gets them."""
    found = resolve(reverse("inspections:finding-overview"))
    taken: list[Sheet] = []
    view = found.func.view_class.as_view(hand_out=lambda sheet, name: taken.append(sheet) or HttpResponse())
    request = RequestFactory().get("/", {"export": form})
    request.user = User.objects.get(username="office")
    view(request)
    return replace(taken[0], rows=islice(taken[0].rows, most))


def _write(form: str, most: int) -> None:
    with TemporaryFile() as out:
        WRITERS[form](_table(form, most), out)


def _whole() -> Figure:
    """A workbook of 100,000 findings, read and written, beside XlsxWriter alone with the same rows from memory."""
    rows = [[_plain(value) for value in row] for row in _table("xlsx", ROWS).rows]
    ours, least = best_seconds(partial(_write, "xlsx", ROWS), partial(_alone, rows), within=60, rounds=2)
    return Figure(ours, "s", least, FILE_LIMIT, smaller_is_better=True)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _alone(rows: list[list]) -> None:
    with TemporaryFile() as out:
        book = xlsxwriter.Workbook(out, {"constant_memory": True})
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        book.close()


def _growth(form: str) -> Figure:
    """Megabytes that a process that writes 100,000 rows takes beyond one that writes 10,000, against the bound."""
    few, many = (_peak(form, rows) for rows in (FEW_ROWS, ROWS))
    return Figure(max(many - few, 0), "MB", MOST_GROWTH, 1, smaller_is_better=True)


def _peak(form: str, rows: int) -> float:
    command = [sys.executable, "-m", "tests.bench.long_files", form, str(rows)]
    said = subprocess.run(command, cwd=ROOT, env=os.environ, check=True, capture_output=True, text=True)
    return json.loads(said.stdout)["megabytes"]


@figure("import/5000")
def import_rows() -> Figure:
    """Seconds in which 5,000 rows of as many enterprises are read, checked and stored, against the bound."""
    leader = User.objects.get(username="leader1")
    round_ = SubdistrictRound.objects.visible_to(leader).filter(status=RoundStatus.ON_SITE).first()
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["检查单位", "问题描述", "问题类别", "整改要求", "行业"])
    lines.writerows(
        [f"第{number}号机械加工厂", f"第{number}号车间配电箱未上锁，电线私拉乱接", "一般隐患", "限期整改", "机械"]
        for number in range(IMPORTED)
    )
    began = time.perf_counter()
    with transaction.atomic():
        result = import_findings(
            round=round_, data=out.getvalue().encode(), name="清单.csv", by=leader, on=round_.entered_on,
            at=timezone.now(),
        )  # fmt: skip
        transaction.set_rollback(True)
    seconds = time.perf_counter() - began
    if result.created != IMPORTED:
        raise AssertionError(f"{result.created} findings of {IMPORTED} rows: {result.errors[:3]}")
    return Figure(seconds, "s", MOST_SECONDS, 1, smaller_is_better=True)


if __name__ == "__main__":
    _write(sys.argv[1], int(sys.argv[2]))
    print(json.dumps({"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))  # noqa: T201
