"""The volume to read: cover, catalogue, issued papers as they are, course and evidence, numbered through."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.bounded import Busy, OverBounds, WorkFailed, run_bounded
from core.texts import without_undrawable
from records.rendering.errors import CannotRender
from records.rendering.pdf import Sheets, render_pdfs
from records.typesetting.text import printable

# A hundred rows take two thirds of a second: so many are set at once, in bounded time and memory.
ROWS_AT_ONCE = 800
LIMITS = {"seconds": 240, "memory_bytes": 3 * 1024**3, "answer_bytes": 1024**2}


@dataclass(frozen=True)
class Entry:
    """A line of the catalogue 卷内目录, and the PDF behind it."""

    number: str
    responsible: str
    title: str
    on: str
    file: Path


@dataclass(frozen=True)
class Listing:
    """A list that is set for the volume: its title, columns (words and millimetres) and rows."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]
    note: str = ""


@dataclass(frozen=True)
class Line:
    """An entry with the pages it takes in the volume."""

    entry: Entry
    order: int
    first: int
    last: int

    @property
    def pages(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True)
class Book:
    """The finished volume, the lines of its catalogue and its numbered pages."""

    file: Path
    lines: Sequence[Line]
    pages: int


def make_book(
    folder: Path, *, cover: dict, papers: Sequence[Entry], listings: Sequence[Listing], responsible: str, at: datetime,
    tell: Callable[[], None],
) -> Book:  # fmt: skip
    """`cover`: what the cover prints. `folder` holds what is made on the way, too; `tell` is called between the steps.
    Raises CannotRender."""
    day = at.date().isoformat()
    told = []
    for number, listing in enumerate(listings, start=1):
        for part, start in enumerate(range(0, max(len(listing.rows), 1), ROWS_AT_ONCE)):
            tell()
            file = folder / f"list-{number}-{part}.pdf"
            file.write_bytes(_set_list(listing, listing.rows[start : start + ROWS_AT_ONCE]))
            told.append((listing, part, file))
    counts = _in_child("count_pages", [str(one.file) for one in papers] + [str(file) for *_rest, file in told])
    entries = list(papers) + [
        Entry("", responsible, listing.title + (f"（续{part}）" if part else ""), day, file)
        for listing, part, file in told
    ]
    lines = _numbered(entries, counts)
    pages = lines[-1].last if lines else 0
    tell()
    front, numbers, out = folder / "front.pdf", folder / "numbers.pdf", folder / "book.pdf"
    front.write_bytes(_set("case_front", {"cover": printable(cover), "lines": lines, "pages": pages}))
    numbers.write_bytes(_set("case_numbers", {"numbers": range(1, pages + 1)}))
    tell()
    _in_child(
        "bind",
        {
            "front": [str(front)], "front_title": "封面和卷内目录", "numbers": str(numbers), "out": str(out),
            "papers": [(str(line.entry.file), f"{line.order} {line.entry.title}") for line in lines],
            "title": cover["title"], "created": at.isoformat(timespec="seconds"),
            "identifier": hashlib.sha256(f"{cover['title']} {at.isoformat()}".encode()).hexdigest(),
        },
    )  # fmt: skip
    return Book(out, lines, pages)


def _numbered(entries: Sequence[Entry], counts: Sequence[int]) -> list[Line]:
    lines, next_page = [], 1
    for order, (entry, count) in enumerate(zip(entries, counts, strict=True), start=1):
        lines.append(Line(entry, order, next_page, next_page + count - 1))
        next_page += count
    return lines


def _set_list(listing: Listing, rows: Sequence[Sequence[str]]) -> bytes:
    widths = "\n".join(
        f"col:nth-child({at}) {{ width: {width}mm }}" for at, (_label, width) in enumerate(listing.columns, start=1)
    )
    labels = [label for label, _width in listing.columns]
    context = {"listing": listing, "labels": labels, "rows": [[_drawn(cell) for cell in row] for row in rows]}
    return _set("case_list", context, widths)


def _drawn(text: str) -> str:
    """What came before a character was refused must not stop the volume."""
    return printable(without_undrawable(text, "□"))


def _set(template: str, context: dict, styles: str = "") -> bytes:
    own = render_to_string("records/documents/case_file.css")
    return render_pdfs([Sheets(f"records/documents/{template}.html", context, own + styles)])


def _in_child(work: str, order: object) -> object:
    try:
        return run_bounded(f"records.typesetting.binding:{work}", json.dumps(order).encode(), **LIMITS)
    except (Busy, OverBounds, WorkFailed) as trouble:
        raise CannotRender(_("The volume could not be bound: %s") % trouble) from trouble
