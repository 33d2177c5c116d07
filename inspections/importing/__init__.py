"""A list of findings in a CSV, Excel or WPS file, read into plain values; nothing here touches the database.

`read_book` refuses the file as a whole (UnreadableFile); `guess_mapping` says what its columns mean; `parse_book`
gathers findings, errors and warnings of all its rows.
"""

from .book import Book, Row, Sheet, as_plain, of_plain
from .findings import parse_book
from .guess import guess_mapping, shape_of
from .mapping import FIELDS, TICK, Field, Mapping, SheetMapping
from .old_workbook import HEAD as OLD_WORKBOOK_HEAD
from .questions import KEEP, NO_DAY, PROPOSED, Question
from .recorded import KnownFinding
from .registered import Registered
from .results import Ignored, IgnoredRow, ParsedFinding, ParseResult, RowError, RowMessage
from .table import MAX_BYTES, MAX_ROWS, UnreadableFile
from .template import template_workbook
from .upload import read_book, read_upload

__all__ = [
    "FIELDS",
    "KEEP",
    "MAX_BYTES",
    "MAX_ROWS",
    "NO_DAY",
    "OLD_WORKBOOK_HEAD",
    "PROPOSED",
    "TICK",
    "Book",
    "Field",
    "Ignored",
    "IgnoredRow",
    "KnownFinding",
    "Mapping",
    "ParseResult",
    "ParsedFinding",
    "Question",
    "Registered",
    "Row",
    "RowError",
    "RowMessage",
    "Sheet",
    "SheetMapping",
    "UnreadableFile",
    "as_plain",
    "guess_mapping",
    "of_plain",
    "parse_book",
    "read_book",
    "read_upload",
    "shape_of",
    "template_workbook",
]
