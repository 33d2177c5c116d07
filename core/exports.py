"""Tables that leave as files: described by the columns of their list (core.tables), written row by row as they are
read. CSV opens in Excel and WPS in Chinese; no cell of either kind can be taken for a formula."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.http import FileResponse
from django.http.response import HttpResponseBase
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.csv_files import csv_response, safe_cell
from core.tables import Column

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
USUAL_WIDTH = 14  # characters
# From this width on a text is broken into lines within its cell.
_PROSE_WIDTH = 24
_TOP = Alignment(vertical="top", wrap_text=True)
# Signs that no name of a sheet may have, and how many it may have.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME = 31


@dataclass(frozen=True)
class Sheet:
    """One table on its way out. `title` names the file; `rows` are cells told as plain values (core.cells.plain), in
    the order of the columns, and may be lazy: they are asked for once, while the file is written."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]

    @property
    def header(self) -> list[str]:
        return [str(column.label) for column in self.columns]


def file_columns(columns: Iterable[Column]) -> list[Column]:
    """Those that say something: neither boxes nor buttons."""
    return [column for column in columns if not column.is_tool]


def write_workbook(sheet: Sheet, out: IO[bytes]) -> None:
    """A workbook of one sheet, the heading row frozen and repeated on every printed page, landscape A4."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.title.translate(_NOT_IN_NAMES)[:_LONGEST_NAME])
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width or USUAL_WIDTH
    page.append([_styled(page, heading, font=Font(bold=True)) for heading in sheet.header])
    is_prose = [column.width >= _PROSE_WIDTH for column in sheet.columns]
    for row in sheet.rows:
        cells = [cell if isinstance(cell, int | float) else safe_cell(cell) for cell in row]
        page.append(
            [
                _styled(page, cell, alignment=_TOP) if prose and cell else cell
                for cell, prose in zip(cells, is_prose, strict=True)
            ]
        )
    book.save(out)


def _styled(page: Any, value: Any, **styles: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value=value)
    for name, style in styles.items():
        setattr(cell, name, style)
    return cell


def as_csv(sheet: Sheet, filename: str) -> HttpResponseBase:
    return csv_response(filename, sheet.header, sheet.rows)


def as_workbook(sheet: Sheet, filename: str) -> HttpResponseBase:
    """Packed before it leaves: a workbook is closed by what comes last. Its rows never stand in memory at once."""
    out = io.BytesIO()
    write_workbook(sheet, out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=filename, content_type=XLSX)


# By the word in the address, ?export=csv.
WRITERS: dict[str, Callable[[Sheet, str], HttpResponseBase]] = {"csv": as_csv, "xlsx": as_workbook}
