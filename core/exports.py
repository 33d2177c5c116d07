"""Tables that leave as files: described by the columns of their list (core.tables), written row by row as they are
read. CSV opens in Excel and WPS in Chinese; no cell of either kind can be taken for a formula."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
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
# Characters of all columns together that are still read on a sheet of A4.
_WIDEST_A4 = 320
_TOP = Alignment(vertical="top", wrap_text=True)
# Signs that no name of a sheet may have, and how many it may have.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME = 31


@dataclass(frozen=True)
class Sheet:
    """One table on its way out. `title` names the file; `rows` are cells told as plain values (core.cells.plain), in
    the order of the columns, and may be lazy: they are asked for once, while the file is written. Days among them stay
    days. `heading` stands above the table of a workbook."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    heading: str = ""

    @property
    def header(self) -> list[str]:
        return [str(column.label) for column in self.columns]


def file_columns(columns: Iterable[Column]) -> list[Column]:
    """Those that say something: neither boxes nor buttons."""
    return [column for column in columns if not column.is_tool]


def write_workbook(sheet: Sheet, out: IO[bytes]) -> None:
    """A workbook of one sheet, the heading rows frozen and repeated on every printed page, landscape; what is too wide
    to be read on A4 is printed on A3."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.title.translate(_NOT_IN_NAMES)[:_LONGEST_NAME])
    above = 2 if sheet.heading else 1
    page.freeze_panes = f"A{above + 1}"
    page.print_title_rows = f"1:{above}"
    page.page_setup.orientation = "landscape"
    widths = [column.width or USUAL_WIDTH for column in sheet.columns]
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A3 if sum(widths) > _WIDEST_A4 else Worksheet.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    if sheet.heading:
        page.append([_styled(page, safe_cell(sheet.heading), font=Font(bold=True, size=15))])
    page.append([_styled(page, heading, font=Font(bold=True)) for heading in sheet.header])
    is_prose = [column.width >= _PROSE_WIDTH for column in sheet.columns]
    last = above
    for last, row in enumerate(sheet.rows, start=above + 1):  # noqa: B007  the number of the last row
        cells = [cell if isinstance(cell, int | float | date) else safe_cell(cell) for cell in row]
        page.append(
            [
                _styled(page, cell, alignment=_TOP) if prose and cell else cell
                for cell, prose in zip(cells, is_prose, strict=True)
            ]
        )
    page.auto_filter.ref = f"A{above}:{get_column_letter(len(widths))}{last}"
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
