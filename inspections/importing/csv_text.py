"""CSV files as Excel, WPS and other systems save them in China."""

import codecs
import csv
import io
from collections.abc import Iterator

from core.bounded import later as _

from .book import Book, Row, Sheet
from .table import (
    HEADER_SEARCH_ROWS,
    MAX_COLUMNS,
    UnreadableFile,
    clean,
    find_header,
    recognised,
    refuse_too_many,
)

SEPARATORS = (",", "\t", ";", "|")
# Of a damaged UTF-8 file nearly all signs still decode; GB18030 read as UTF-8 gives almost none.
SOUND_PER_BROKEN = 10
SAMPLE = 64 * 1024
# What Excel can show; more can only be blank records without end.
LAST_SHEET_ROW = 1_048_576


def read_csv(data: bytes) -> Book:
    """Raises UnreadableFile. Separated by comma, semicolon, tab or bar; UTF-8, UTF-16 or GB18030."""
    text = decode(data)
    separator, skipped = choose_separator(text)
    rows = []
    for row in _records(text, separator=separator, strict=True):
        if row.number > skipped and any(row.cells):
            rows.append(row)
            # Titles and headings are rows too; the exact count of findings is checked when they are known.
            refuse_too_many(len(rows) - HEADER_SEARCH_ROWS)
    if not rows:
        raise UnreadableFile(
            _("The file holds no rows. Upload a file with a row of headings and the findings below it.")
        )
    return Book((Sheet("", tuple(rows), is_plain=True),))


def decode(data: bytes) -> str:
    """The text of the file. Raises UnreadableFile where its encoding cannot be told or it is damaged."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, encoding)
    if b"\x00" in data:
        return _utf16_without_mark(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        signs = data.decode("utf-8", "replace")
        broken = signs.count("\ufffd")
        sound = sum(1 for sign in signs if sign > "\x7f") - broken
        if sound > broken * SOUND_PER_BROKEN:
            raise _damaged(data, error) from error
    return _decoded(data, "gb18030")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unknown_encoding() from error
    if "\x00" in text:
        raise _binary()
    return text


def _utf16_without_mark(data: bytes) -> str:
    # Separators and line ends are ASCII, so one half of their two bytes is zero: which half tells the order.
    if data[1::2].count(0) != data[0::2].count(0):
        order = "utf-16-le" if data[1::2].count(0) > data[0::2].count(0) else "utf-16-be"
        try:
            text = data.decode(order)
        except UnicodeDecodeError as error:
            raise _binary() from error
        rows = list(_records(text[:SAMPLE], separator=choose_separator(text)[0], strict=False))
        if "\x00" not in text and find_header(rows):
            return text
    raise _binary()


def _damaged(data: bytes, error: UnicodeDecodeError) -> UnreadableFile:
    return UnreadableFile(
        _(
            "The file is damaged near line %(line)s: the text there breaks off in the middle of a character. Open the "
            "original in Excel or WPS and save it again as “CSV UTF-8” or .xlsx."
        ),
        line=data.count(b"\n", 0, error.start) + 1,
    )


def _unknown_encoding() -> UnreadableFile:
    return UnreadableFile(
        _(
            "The characters of the file cannot be read: it is neither UTF-8, UTF-16 nor GB18030, or it is damaged. "
            "Open it in Excel or WPS and save it as “CSV UTF-8” or .xlsx."
        )
    )


def _binary() -> UnreadableFile:
    return UnreadableFile(
        _(
            "This is no text table: it holds zero bytes, so it is another kind of file or it is damaged. Upload an "
            "Excel (.xlsx) or CSV file."
        )
    )


def choose_separator(text: str) -> tuple[str, int]:
    """The separator, and 1 where the first line only declares it (`sep=;`, which Excel understands), else 0."""
    first = text[:10].splitlines()[0].strip().lower() if text.strip() else ""
    if first.startswith("sep=") and len(first) <= 5:
        return (first[4:] or "\t"), 1
    sample = text[:SAMPLE]

    def merit(separator: str) -> tuple[int, int]:
        rows = []
        for row in _records(sample, separator=separator, strict=False):
            rows.append(row)
            if len(rows) == HEADER_SEARCH_ROWS:
                break
        return max(map(recognised, rows), default=0), sum(len(row.cells) > 1 for row in rows)

    return max(SEPARATORS, key=merit), 0


def _records(text: str, *, separator: str, strict: bool) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            cells = [clean(cell) for cell in record[:MAX_COLUMNS]]
            while cells and not cells[-1]:
                cells.pop()
            yield Row(number, tuple(cells))
            if number > LAST_SHEET_ROW:
                refuse_too_many(number)
    except csv.Error as error:
        if not strict:
            return
        raise UnreadableFile(
            _(
                "Row %(row)s cannot be read: a quotation mark is missing or stands inside a cell without being "
                "doubled. Mend that row, or save the list as .xlsx and upload that."
            ),
            row=number + 1,
        ) from error
