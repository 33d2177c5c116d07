"""What setting a paper costs, beside WeasyPrint alone on the same HTML and beside plain text of as many pages; and
what the process that sets papers holds after many of them."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from io import BytesIO

import psutil
from django.utils.html import format_html, format_html_join
from pypdf import PdfReader

from core.kept import KeptChild
from records.rendering import render_document
from records.rendering.documents import sheets_of
from records.rendering.fonts import font_stylesheet
from records.rendering.pdf import LIMITS, REST_BYTES, TYPESETTER, source_of
from tests.bench.figures import Figure, IsWanted, Measure, family
from tests.records.rendering_examples import feedback, inspection_report, notice, published_findings

FINDINGS = (10, 100, 400)
MOST_OVER_ALONE, MOST_OVER_PLAIN = 1.1, 2
FACTS = {"number": "枣高安〔2026〕7号", "issued_on": date(2026, 3, 27), "draft": False}
ROUNDS = 3
# A page of the standard (GB/T 9704-2012) without a head or a table, and the length of its paragraphs in lines.
LINES_A_PAGE, CHARACTERS_A_LINE, LINES_A_PARAGRAPH = 22, 28, 8
PLAIN = """
@page { size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm }
html { font: 16pt/10.2272mm var(--fangsong); text-align: justify }
* { margin: 0 } p { text-indent: 2em; letter-spacing: -0.22pt }
"""
ALONE = KeptChild("tests.bench.alone:pdf_of", **LIMITS)


@family("paper")
def papers(is_wanted: IsWanted) -> Iterator[tuple[str, Measure]]:
    for number in FINDINGS:
        yield f"paper/report/{number}", partial(_beside_alone, number)
        yield f"paper/report/{number}/plain", partial(_beside_plain, number)
    yield "paper/memory", _memory


def _beside_alone(number: int) -> Figure:
    html, styles = _source(number)
    ours, alone = _processor_seconds(partial(_ours, number), partial(ALONE.ask, html=html, styles=styles))
    return Figure(ours, "s", alone, MOST_OVER_ALONE, smaller_is_better=True)


def _beside_plain(number: int) -> Figure:
    pages = _pages(_ours(number))
    text = _plain_text(pages)
    plain = partial(ALONE.ask, html=text, styles=font_stylesheet() + PLAIN)
    ours, least = _processor_seconds(partial(_ours, number), plain)
    return Figure(ours, "s", least, MOST_OVER_PLAIN, smaller_is_better=True)


def _memory() -> Figure:
    """Of the process that sets papers, the most it holds a moment after one of twelve, in megabytes."""
    most = 0.0
    for turn in range(12):
        size = FINDINGS[turn % len(FINDINGS)]
        render_document("feedback", feedback(findings=findings_of(size)), **FACTS)
        render_document("notice", notice(), **FACTS)
        # By now it has tidied up, or has ended because it had grown.
        time.sleep(0.5)
        most = max(most, _resident_megabytes(TYPESETTER.pid))
    return Figure(most, "MB", REST_BYTES / 2**20, 1, smaller_is_better=True)


def _resident_megabytes(pid: int | None) -> float:
    try:
        process = psutil.Process(pid)
        return 0 if process.status() == psutil.STATUS_ZOMBIE else process.memory_info().rss / 2**20
    except psutil.NoSuchProcess:
        return 0


def findings_of(number: int) -> list[dict]:
    published = published_findings()
    return [published[at % len(published)] for at in range(number)]


@cache
def _data(number: int) -> dict:
    return inspection_report(findings=findings_of(number))


def _ours(number: int) -> bytes:
    return render_document("inspection_report", _data(number), **FACTS)


def _source(number: int) -> tuple[str, str]:
    return source_of(sheets_of("inspection_report", _data(number), **FACTS))


def _plain_text(pages: int) -> str:
    """Raises AssertionError where it does not fill them."""
    paragraphs = pages * LINES_A_PAGE // LINES_A_PARAGRAPH
    for _ in range(3):
        text = _paragraphs(paragraphs)
        found = _pages(ALONE.ask(html=text, styles=font_stylesheet() + PLAIN))
        if found == pages:
            return text
        paragraphs = round(paragraphs * (pages - 0.3) / (found - 0.3))
    raise AssertionError(f"plain text fills {found} pages, not {pages}")


def _paragraphs(number: int) -> str:
    words = "".join(line["subject"] + line["text"] + line["requirement"] for line in published_findings())
    length = (LINES_A_PARAGRAPH - 1) * CHARACTERS_A_LINE
    words *= number * length // len(words) + 1
    each = ([words[at * length : (at + 1) * length]] for at in range(number))
    text = format_html_join("", "<p>{}</p>", each)
    return format_html('<!doctype html><html lang="zh-CN"><title>文</title><body>{}</body></html>', text)


def _pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def _processor_seconds(*works: Callable[[], object]) -> list[float]:
    """The least of each, of all processes that take part: others on the machine do not count."""
    least = [float("inf")] * len(works)
    for work in works:
        work()
    for _ in range(ROUNDS):
        for at, work in enumerate(works):
            # One that was renewed in the middle would be measured from its start.
            before, pids = _used(), (TYPESETTER.pid, ALONE.pid)
            work()
            if pids == (TYPESETTER.pid, ALONE.pid):
                least[at] = min(least[at], _used() - before)
    if float("inf") in least:
        raise AssertionError("the process that sets papers was renewed in every round")
    return least


def _used() -> float:
    """Seconds of the processor so far: of this process and of those kept for papers."""
    children = [clock_of(pid) for pid in (TYPESETTER.pid, ALONE.pid) if pid]
    return time.process_time() + sum(children)


def clock_of(pid: int) -> float:
    """As clock_getcpuclockid(3) names the clock of another process, which is finer than /proc."""
    return time.clock_gettime((~pid << 3) | 2)
