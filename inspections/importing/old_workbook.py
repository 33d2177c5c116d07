"""Workbooks of Excel 97–2003 (.xls) and of WPS (.et), which are the same kind of file (docs/adr/0015)."""

import io
from collections.abc import Iterator

import xlrd

from core.bounded import later as _

from .book import Book, Sheet
from .sheets import Count, Layout, as_book, as_sheet, broken
from .table import MAX_COLUMNS, UnreadableFile

HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A newer workbook with a password is kept inside of such a file, in a part of this name.
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


def read_old_workbook(data: bytes, filename: str) -> Book:
    """As `read_workbook`, for a file that begins with HEAD. Raises UnreadableFile.

    Where the bytes do not tell what is wrong, `filename` does: .xlsx is named so only behind a password.
    """
    # Its notes on odd but readable files would go to the standard output.
    silent = io.StringIO()
    try:
        # With formats, or it would tell neither dates nor merged cells nor hidden rows; without padding, or two
        # cells far apart would fill the memory.
        with xlrd.open_workbook(
            file_contents=data, logfile=silent, formatting_info=True, ragged_rows=True, on_demand=True
        ) as book:
            return as_book(_sheets(book))
    except (UnreadableFile, MemoryError):
        raise
    # The library answers broken files with exceptions of every kind.
    except Exception as error:
        raise _refusal(data, filename, error) from error


def _refusal(data: bytes, filename: str, error: Exception) -> UnreadableFile:
    said = str(error)
    foreign = "Can't find workbook" in said
    if _ENCRYPTED_PART in data or "encrypted" in said or (filename.lower().endswith(".xlsx") and not foreign):
        return UnreadableFile(
            _("The workbook is protected by a password. Open it, take the password off, save it and upload it again.")
        )
    if foreign:
        return UnreadableFile(
            _(
                "This is no workbook but another old kind of file (a Word document, a presentation, a mail). Upload "
                "the Excel, WPS or CSV list itself."
            )
        )
    return broken()


def _sheets(book) -> Iterator[Sheet]:
    # Many sheets may be names for one and the same part of the file: each counts.
    sheets, count = [], Count()
    for index in range(book.nsheets):
        sheet = book.sheet_by_index(index)
        count.add_cells(sum(map(sheet.row_len, range(sheet.nrows))))
        count.add_merges(len(sheet.merged_cells))
        sheets.append(sheet)
    for sheet in sheets:
        yield _sheet(book, sheet)


def _sheet(book, sheet) -> Sheet:
    layout = Layout(
        hidden={row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden},
        hidden_columns={column for column, info in sheet.colinfo_map.items() if info.hidden},
        # The library leaves the last row and column of each out.
        merges=[
            (top + 1, left + 1, bottom, min(right, MAX_COLUMNS)) for top, bottom, left, right in sheet.merged_cells
        ],
    )
    values = ((row + 1, _values(book, sheet, row)) for row in range(sheet.nrows))
    return as_sheet(sheet.name, values, layout, is_hidden=sheet.visibility != 0)


def _values(book, sheet, row: int) -> list[object]:
    values = [_value(book, cell) for cell in sheet.row_slice(row, 0, MAX_COLUMNS)]
    return values + [None] * (min(sheet.ncols, MAX_COLUMNS) - len(values))


def _value(book, cell) -> object:
    match cell.ctype:
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK:
            return None
        case xlrd.XL_CELL_DATE:
            return _moment(cell.value, book.datemode)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#N/A")
        case _:
            return cell.value


def _moment(value: float, datemode: int) -> object:
    """The date and time, the time alone, or the bare number where the calendar has no such day."""
    try:
        moment = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return value
    return moment if value >= 1 else moment.time()
