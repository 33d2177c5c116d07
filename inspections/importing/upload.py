"""From the bytes that somebody uploaded to a book. The content decides what the file is, not its name."""

import logging
from io import BytesIO
from typing import Any

from core.bounded import OverBounds, Unfit, WorkFailed, run_bounded
from core.bounded import later as _

from .book import Book, Sheet, as_plain, of_plain
from .csv_text import read_csv
from .old_workbook import HEAD, read_old_workbook
from .sheets import broken
from .stacked import apart
from .table import MAX_BYTES, MAX_ROWS, UnreadableFile, find_header, refuse_too_many
from .workbook import read_workbook

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Seconds of the processor: a list of the most rows with thirty columns needs a third of it.
MAX_SECONDS = 20
MAX_MEMORY_BYTES = 1024**3
# Of the table as JSON; a list of the most rows with two hundred characters of Chinese in each needs a half of it.
MAX_ANSWER_BYTES = 48 * 1024**2
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


logger = logging.getLogger(__name__)


def read_upload(data: bytes, filename: str) -> Book:
    """As `read_book`, in a process of its own with bounds to its time and memory: for bytes from outside.

    Raises UnreadableFile, core.bounded.Busy. Call it outside of any transaction.
    """
    _refuse_size(data)
    try:
        plain = run_bounded(
            "inspections.importing.upload:plain_book", data, facts={"filename": filename},
            seconds=MAX_SECONDS, memory_bytes=MAX_MEMORY_BYTES, answer_bytes=MAX_ANSWER_BYTES,
        )  # fmt: skip
    except Unfit as refusal:
        raise UnreadableFile(refusal.words, **refusal.facts) from refusal
    except OverBounds as over:
        logger.warning("A list of %d bytes was not read to its end: %s.", len(data), over.bound)
        raise UnreadableFile(
            _(
                "Reading the file took more than %(seconds)s seconds or more memory than a list may, so it was given "
                "up; a list of %(rows)s rows takes far less. Copy the list alone, as values, into a new workbook, or "
                "split it into several files."
            ),
            seconds=MAX_SECONDS,
            rows=MAX_ROWS,
        ) from over
    except WorkFailed as failure:
        logger.warning("A list of %d bytes ended the process that read it: %s", len(data), failure)
        raise broken() from failure
    return of_plain(plain)


def plain_book(file: BytesIO, *, filename: str) -> dict[str, Any]:
    """What the child answers."""
    return as_plain(read_book(file.read(), filename))


def read_book(data: bytes, filename: str) -> Book:
    """All sheets of a CSV, XLSX, XLS or ET file of at most MAX_BYTES bytes and MAX_ROWS rows below its headings.

    Raises UnreadableFile for everything else, with a text that says what, why and how to mend it.
    """
    book = _book(data, filename)
    refuse_too_many(sum(map(_rows_below_headings, book.sheets)))
    return Book(tuple(part for sheet in book.sheets for part in apart(sheet)))


def _rows_below_headings(sheet: Sheet) -> int:
    header = find_header(sheet.visible_rows)
    return sum(row.number > header.number for row in sheet.visible_rows) if header else len(sheet.visible_rows) - 1


def _book(data: bytes, filename: str) -> Book:
    _refuse_size(data)
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(
            _("The file is empty. Choose the file again, after saving and closing it in Excel or WPS.")
        )
    if data.startswith(ZIP):
        return read_workbook(data)
    if data.startswith(HEAD):
        return read_old_workbook(data, filename)
    refuse_foreign(data)
    return read_csv(data)


def _refuse_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            _("The file is larger than %(limit)s MB. Take out pictures, or split the list into several files."),
            limit=MAX_BYTES // 1024 // 1024,
        )


def refuse_foreign(data: bytes) -> None:
    """Kinds of file that people take for a list. Raises UnreadableFile when it is one of them."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf"):
        raise UnreadableFile(
            _(
                "This is a PDF file, whatever its name says; a list cannot be read from it. Upload the Excel or CSV "
                "file."
            )
        )
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style", b"<head")):
        raise UnreadableFile(
            _(
                "This is a web page or XML file that only bears the name of a table, as some systems export it. Open "
                "it in Excel or WPS and save it as “Excel workbook (.xlsx)”, then upload that file."
            )
        )
    if data.startswith(PICTURES) or head.startswith((b"{\\rtf", b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise UnreadableFile(
            _("This is no table but a picture, a text document or an archive. Upload an Excel (.xlsx) or CSV file.")
        )
