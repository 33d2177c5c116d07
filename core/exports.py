"""Tables that leave as files: described by the columns of their list (core.tables), written row by row as they are
read. CSV opens in Excel and WPS in Chinese; no cell of either kind can be taken for a formula.

Up to DIRECT_ROWS are the answer itself. More are made in the background, by whoever stands above and took that upon
himself (`register_background`): the page that is left here comes back there, asked once more for its table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from core.csv_files import csv_lines, csv_response
from core.late import late_module
from core.tables import Column

workbooks = late_module("core.workbooks")

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# A moment's work; whoever asks for more would look at a page that does not come.
DIRECT_ROWS = 2000


@dataclass(frozen=True)
class Sheet:
    """One table on its way out. `title` names the file; `rows` are cells told as values (core.cells.value_of), in the
    order of the columns, and may be lazy: they are asked for once, while the file is written. `count` is how many
    there will be. `heading` stands above the table of a workbook."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    count: int = 0
    heading: str = ""

    @property
    def header(self) -> list[str]:
        return [str(column.label) for column in self.columns]


def file_columns(columns: Iterable[Column]) -> list[Column]:
    """Those that say something: neither boxes nor buttons."""
    return [column for column in columns if not column.is_tool]


def write_workbook(sheet: Sheet, out: IO[bytes]) -> None:
    widths = [column.width for column in sheet.columns]
    workbooks.write_table(sheet.title, sheet.header, widths, sheet.rows, out, heading=sheet.heading)


def write_csv(sheet: Sheet, out: IO[bytes]) -> None:
    for line in csv_lines(sheet.header, sheet.rows):
        out.write(line.encode())


# By the word in the address, ?export=csv.
WRITERS: dict[str, Callable[[Sheet, IO[bytes]], None]] = {"csv": write_csv, "xlsx": write_workbook}


def answer_with(sheet: Sheet, form: str, filename: str) -> HttpResponseBase:
    """The file as a download. CSV leaves while it is read; a workbook is closed by what comes last, and so packed on
    the disk before it leaves."""
    if form == "csv":
        return csv_response(filename, sheet.header, sheet.rows)
    out = TemporaryFile()  # noqa: SIM115  closed by the answer
    write_workbook(sheet, out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=filename, content_type=TYPES[form])


_background: list[str] = []


def register_background(make: str) -> None:
    """Name who makes long files in the background: of the request of a list's file, its title and how many rows it
    will have, the answer that it is being made. Told in AppConfig.ready()."""
    _background[:] = [make]


def is_for_background(count: int) -> bool:
    return bool(_background) and count > DIRECT_ROWS


def in_background(request: HttpRequest, title: str, count: int) -> HttpResponseBase:
    answer: HttpResponseBase = import_string(_background[0])(request, title, count)
    return answer
