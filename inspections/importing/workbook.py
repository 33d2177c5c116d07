"""XLSX workbooks as people keep them: titles above the headings, merged cells, hidden rows, several sheets."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser

from core.bounded import later as _

from .book import Book, Sheet
from .sheets import UNSTORED, Count, Layout, as_book, as_sheet, broken
from .table import MAX_COLUMNS, UnreadableFile

# All parts of the workbook together, unpacked, in bytes: 20,000 rows of thirty columns need a third of it.
MAX_UNPACKED_BYTES = 150 * 1024 * 1024
MAX_PARTS = 5_000
# The namespace of ISO 29500 Strict, which the library does not know.
STRICT = b"http://purl.oclc.org/ooxml/"
LAST_SHEET_ROW = 1_048_576
# Formats that Excel and WPS in Chinese use for dates without writing them down in the file.
CHINESE_DATE_FORMATS = {*range(27, 37), *range(50, 59)}


def read_workbook(data: bytes) -> Book:
    """All sheets. Formulas give the value that was last shown, UNSTORED where none was kept; merged cells give theirs
    in each of their rows and columns. Raises UnreadableFile.
    """
    refuse_bombs(data)
    try:
        return _book(data)
    except (UnreadableFile, MemoryError):
        raise
    # The library answers broken files with exceptions of every kind.
    except Exception as error:
        raise broken() from error


def refuse_bombs(data: bytes) -> None:
    """Looks at the table of contents alone. zipfile reads no more of a part than is declared there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            is_strict = not any(part.flag_bits & 1 for part in parts) and STRICT in _beginning(
                archive, "xl/workbook.xml"
            )
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, IndexError, EOFError) as error:
        raise broken() from error
    names = {part.filename for part in parts}
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        raise UnreadableFile(
            _(
                "The workbook unpacks to more than %(limit)s MB and is not opened. Copy the list alone into a new "
                "workbook and upload that."
            ),
            limit=MAX_UNPACKED_BYTES // 1024 // 1024,
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile(
            _("The file is an archive protected by a password. Upload the Excel (.xlsx) file itself.")
        )
    if "xl/workbook.bin" in names:
        raise UnreadableFile(
            _("This is a binary workbook (.xlsb). Open it, save it as “Excel workbook (.xlsx)” and upload that file.")
        )
    if is_strict:
        raise UnreadableFile(
            _(
                "This is a “Strict Open XML” workbook, which is not read. Open it in Excel or WPS, save it as “Excel "
                "workbook (.xlsx)”, not as the strict one, and upload that file."
            )
        )
    if not any(name.startswith("xl/") for name in names):
        raise UnreadableFile(
            _(
                "This is no Excel workbook but another kind of file (a Word document, an archive). Upload the Excel "
                "(.xlsx) or CSV file."
            )
        )


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as part:
        return part.read(4096)


def _book(data: bytes) -> Book:
    with warnings.catch_warnings():
        # Notes on styles and extensions that it leaves out, none of them about cells.
        warnings.filterwarnings("ignore", module="openpyxl")
        reader = _Reader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        reader.read()
        book = reader.wb
        try:
            _know_chinese_dates(book)
            if not book.worksheets:
                raise broken()
            count = Count()
            return as_book(_sheet(book, sheet, count) for sheet in book.worksheets)
        finally:
            book.close()


class _Sheet(ReadOnlyWorksheet):
    def _get_size(self) -> None:
        """Not asked: what is written is often wrong, and a sheet that does not say would be read to its end here."""


class _Reader(ExcelReader):
    def read_worksheets(self) -> None:
        for sheet, rel in self.parser.find_sheets():
            if rel.target not in self.valid_files:
                continue
            if "chartsheet" in rel.Type:
                self.read_chartsheet(sheet, rel)
                continue
            found = _Sheet(self.wb, sheet.name, rel.target, self.shared_strings)
            found.sheet_state = sheet.state
            self.wb._sheets.append(found)


def _know_chinese_dates(book) -> None:
    # The library knows the built-in formats up to 49 only and would give the bare number of days.
    dates = {index for index, style in enumerate(book._cell_styles) if style.numFmtId in CHINESE_DATE_FORMATS}
    book._date_formats = set(book._date_formats) | dates


class _LayoutReader:
    """What the library does not tell while it reads on demand, and how many rows the sheet has. Counts on the way,
    which costs a tenth of reading: what holds too much is never read."""

    def __init__(self, count: Count) -> None:
        self.layout, self.rows, self.count = Layout(), 0, count
        self._formula: str | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def read(self, source) -> None:
        self._parser.ParseFile(source)
        self._settle_formula()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self.count.add_cells(1)
                self._settle_formula()
                self._cell = attributes.get("r", "")
            case "f":
                self._formula = self._cell
            case "v" | "is" if self._formula is not None:
                self._parser.CharacterDataHandler = self._value_seen
            case "row":
                self._row(attributes)
            case "col" if attributes.get("hidden") in ("1", "true"):
                first, last = int(attributes["min"]), int(attributes["max"])
                self.layout.hidden_columns.update(range(max(first, 1) - 1, min(last, MAX_COLUMNS)))
            case "mergeCell":
                self.count.add_merges(1)
                left, top, right, bottom = range_boundaries(attributes["ref"])
                self.layout.merges.append((top, left, bottom, min(right, MAX_COLUMNS)))
            case "drawing" | "legacyDrawingHF" | "picture":
                self.layout.has_pictures = True

    def _row(self, attributes: dict[str, str]) -> None:
        self.rows += 1
        number = int(attributes.get("r", 0))
        if not 0 <= number <= LAST_SHEET_ROW:
            raise broken()
        if attributes.get("hidden") in ("1", "true"):
            self.layout.hidden.add(number)

    def _value_seen(self, _text: str) -> None:
        self._formula = None
        self._parser.CharacterDataHandler = None

    def _settle_formula(self) -> None:
        """Asked when the cell is over: a formula was there and no value after it."""
        if self._formula is not None:
            self._parser.CharacterDataHandler = None
            if self._formula:
                left, top, _right, _bottom = range_boundaries(self._formula)
                self.layout.formulas.add((top, left))
            self._formula = None


def _refuse_doctype(*_declaration) -> None:
    raise broken()


def _sheet(book, sheet, count: Count) -> Sheet:
    reader = _LayoutReader(count)
    with sheet._get_source() as source:
        reader.read(source)
    values = _values(book, sheet, reader.rows, reader.layout.formulas)
    return as_sheet(sheet.title, values, reader.layout, is_hidden=sheet.sheet_state != "visible")


def _values(book, sheet, rows: int, unstored: set[tuple[int, int]]) -> Iterator[tuple[int, list[object]]]:
    """The rows the file has, by their numbers. The library's own walk would make up those between them, a million
    where one cell stands far down, and what comes after the last row, such as merged cells, costs it most of all."""
    before = 0
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source, sheet._shared_strings, data_only=True, epoch=book.epoch, date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        for number, cells in islice(parser.parse(), rows):
            if number <= before:
                continue
            before = number
            values: list[object] = [None] * MAX_COLUMNS
            for cell in cells:
                if cell["column"] <= MAX_COLUMNS:
                    values[cell["column"] - 1] = cell["value"]
            if unstored:
                for column in range(1, MAX_COLUMNS + 1):
                    if (number, column) in unstored and values[column - 1] is None:
                        values[column - 1] = UNSTORED
            yield number, values
