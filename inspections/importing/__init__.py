"""A list of findings in a CSV, Excel or WPS file, read into plain values; nothing here touches the database.

`read_table` refuses the file as a whole (UnreadableFile); `parse_rows` gathers the errors of all its rows.
"""

from .findings import ParsedFinding, ParseResult, RowError, parse_rows
from .old_workbook import HEAD as OLD_WORKBOOK_HEAD
from .table import MAX_BYTES, MAX_ROWS, Row, Table, UnreadableFile, as_plain, of_plain
from .template import template_workbook
from .upload import read_table, read_upload

__all__ = [
    "MAX_BYTES",
    "MAX_ROWS",
    "OLD_WORKBOOK_HEAD",
    "ParseResult",
    "ParsedFinding",
    "Row",
    "RowError",
    "Table",
    "UnreadableFile",
    "as_plain",
    "of_plain",
    "parse_rows",
    "read_table",
    "read_upload",
    "template_workbook",
]
