"""The case file of a round with 400 findings: what it costs beside WeasyPrint and zipfile on constant input of the
same size, and whether memory grows with what is taken in."""

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from types import SimpleNamespace
from unittest.mock import patch
from zipfile import ZipFile

import django
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

if __name__ == "__main__":
    django.setup()

from accounts.models import User
from inspections.case_contents import Contents
from inspections.case_files import Case, write_case
from records.actions.documents import issue, number_document
from records.actions.evidence import attach
from records.models import EvidenceLink, IssuedDocument
from records.rendering import pdf, render_document
from tests.bench.data import large_round
from tests.bench.figures import Figure, IsWanted, Measure, family
from tests.bench.papers import ALONE, clock_of, findings_of
from tests.bench.scale import ROOT
from tests.records.rendering_examples import feedback, inspection_report, notice

LIMIT, MOST_GROWTH = 1.3, 30
PHOTOS, FEW_PHOTOS, PHOTO_BYTES = 400, 40, 512 * 1024
PDF_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
ROUNDS = 3
PAPERS = {"inspection_report": inspection_report, "feedback": feedback}


@family("case-file")
def figures_of_case_files(is_wanted: IsWanted) -> Iterator[tuple[str, Measure]]:
    yield "case-file/400", _beside_alone
    yield "case-file/memory", _growth


@cache
def _filled_round():
    """The large round with two papers of 400 findings, ten notices, and a photo (in size) for each finding."""
    round_, office, at = large_round(), User.objects.get(username="office"), timezone.now()
    if EvidenceLink.objects.filter(scope=round_.scope, note="bench").exists():
        return round_
    papers = [(kind, made(findings=findings_of(PHOTOS))) for kind, made in PAPERS.items()] + [
        ("notice", notice())
    ] * 10
    for kind, data in papers:
        paper = number_document(
            kind=kind, title="文件", series="测", data=data, scope=round_.scope, subject=round_, by=office, at=at,
            on=timezone.localdate(at),
        )  # fmt: skip
        made = render_document(kind, data, number=paper.full_number, issued_on=paper.issued_on, draft=False)
        issue(document=paper, pdf_bytes=made, at=at)
    noise = random.Random(1)
    for number in range(PHOTOS):
        upload = SimpleUploadedFile(
            f"{number}.pdf", PDF_HEAD + noise.randbytes(PHOTO_BYTES) + b"\ntrailer\n<<>>\n%%EOF\n"
        )
        attach(upload=upload, subject=round_, scope=round_.scope, by=office, at=at, note="bench")
    # Of the demo, whose papers nobody makes here.
    IssuedDocument.objects.filter(round_scope=round_.scope, pdf=None).update(round_scope=None)
    return round_


class _Part(Contents):
    """The round with so many of its photos."""

    photos = PHOTOS

    @property
    def papers(self):
        return [paper for paper in super().papers if paper.pdf_id]

    @property
    def evidence(self):
        return list(super().evidence)[: self.photos]


def _write(target, photos: int = PHOTOS) -> None:
    contents = _Part(_filled_round())
    contents.__dict__["photos"] = photos
    progress = SimpleNamespace(through=lambda rows: rows, tell=lambda done: None, job=SimpleNamespace(total=0))
    with TemporaryDirectory() as folder:
        write_case(Case(contents, Path(folder), "thirty", timezone.now()), target, progress)


def _beside_alone() -> Figure:
    """Seconds of the processor for the whole, beside WeasyPrint alone on the HTML that is set for it and zipfile on
    the files that stand in it."""
    with TemporaryFile() as first, _sources_kept() as sources:
        _write(first)
        package = ZipFile(first)
        files = [(info.filename, package.read(info)) for info in package.infolist()]
    for html, styles in sources:
        ALONE.ask(html=html, styles=styles)
    ours = alone = float("inf")
    for _ in range(ROUNDS):
        with TemporaryFile() as target:
            ours = min(ours, _seconds(lambda target=target: _write(target)))
        alone = min(alone, _seconds(lambda: _least(sources, files)))
    return Figure(ours, "s", alone, LIMIT, smaller_is_better=True)


def _least(sources, files) -> None:
    for html, styles in sources:
        ALONE.ask(html=html, styles=styles)
    with TemporaryFile() as target, ZipFile(target, "w") as package:
        for name, data in files:
            package.writestr(name, BytesIO(data).getbuffer())


@contextmanager
def _sources_kept():
    kept, real = [], pdf.html_to_pdf

    def keep(documents):
        kept.extend(documents)
        return real(documents)

    with patch.object(pdf, "html_to_pdf", keep):
        yield kept


def _seconds(work: Callable[[], None]) -> float:
    """Of the processor, in every process that takes part."""
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    kept = [clock_of(one.pid) for one in (pdf.TYPESETTER, ALONE) if one.pid]
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(kept)


def _growth() -> Figure:
    """Megabytes that the worker takes beyond what it takes for a tenth of the evidence, against the bound."""
    few, many = (_peak(photos) for photos in (FEW_PHOTOS, PHOTOS))
    return Figure(max(many - few, 0), "MB", MOST_GROWTH, 1, smaller_is_better=True)


def _peak(photos: int) -> float:
    _filled_round()
    command = [sys.executable, "-m", "tests.bench.case_files", str(photos)]
    said = subprocess.run(command, cwd=ROOT, env=os.environ, check=True, capture_output=True, text=True)
    return json.loads(said.stdout)["megabytes"]


if __name__ == "__main__":
    with TemporaryFile() as out:
        _write(out, int(sys.argv[1]))
    print(json.dumps({"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))  # noqa: T201
