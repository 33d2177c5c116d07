"""What sheets of any workbook have in common: merged cells, hidden rows, values as people see them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from core.bounded import later as _

from .book import Book, Cell, Row, Sheet
from .table import HEADER_SEARCH_ROWS, MAX_COLUMNS, MAX_ROWS, UnreadableFile, clean, refuse_too_many

# All sheets together: twice what a list of the most rows needs with thirty columns.
MAX_CELLS = 1_200_000
# A list of the most rows with five columns merged two by two.
MAX_MERGES = 50_000

# Stands for a formula whose result the file does not hold: written by a program that does not reckon.
UNSTORED = "#公式无值"


def broken() -> UnreadableFile:
    return UnreadableFile(
        _(
            "The workbook is damaged and cannot be opened. Open it in Excel or WPS, let it be repaired, save it as "
            "“Excel workbook (.xlsx)” and upload it again."
        )
    )


@dataclass
class Layout:
    """`hidden` are numbers of rows, `hidden_columns` indexes from 0; `merges` are (top, left, bottom, right), all from
    1 and all included; `formulas` are (row, column), from 1, of formulas whose result was not stored."""

    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    has_pictures: bool = False
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass
class Count:
    """What the sheets of one workbook hold together, as far as they were walked. Raises UnreadableFile above what may
    be: a small file can claim millions of either."""

    cells: int = 0
    merges: int = 0

    def add_cells(self, count: int) -> None:
        self.cells += count
        if self.cells > MAX_CELLS:
            raise UnreadableFile(
                _(
                    "The workbook holds more than %(limit)s cells, empty ones with a format among them, and is not "
                    "read. Copy the list alone into a new workbook and upload that."
                ),
                limit=MAX_CELLS,
            )

    def add_merges(self, count: int) -> None:
        self.merges += count
        if self.merges > MAX_MERGES:
            raise UnreadableFile(
                _(
                    "The workbook holds more than %(limit)s merged cells and is not read. Copy the list alone, as "
                    "values, into a new workbook and upload that."
                ),
                limit=MAX_MERGES,
            )


def as_sheet(name: str, values: Iterable[tuple[int, Sequence[object]]], layout: Layout, *, is_hidden: bool) -> Sheet:
    """Rows with something of their own in them, merged cells filled.

    `values` are the numbers and the values of rows from the top, at most MAX_COLUMNS wide, and equally wide where
    `layout` has merges. Raises UnreadableFile where more rows are shown than one import takes.
    """
    numbers: list[int] = []
    grid: list[list[Cell]] = []
    for number, row in values:
        if any(value is not None for value in row):
            cells = [_cell(value) for value in row]
            if any(cell != "" for cell in cells):
                numbers.append(number)
                grid.append(cells)
                refuse_too_many(len(grid) - len(layout.hidden) - HEADER_SEARCH_ROWS)
    _fill(layout.merges, numbers, grid)
    used = max((last for cells in grid if (last := _used(cells))), default=0)
    return Sheet(
        name=name,
        rows=tuple(Row(number, tuple(cells[:used])) for number, cells in zip(numbers, grid, strict=True)),
        is_hidden=is_hidden,
        hidden_rows=tuple(sorted(layout.hidden & set(numbers))),
        hidden_columns=tuple(sorted(column for column in layout.hidden_columns if column < used)),
        merges=tuple(layout.merges),
        has_pictures=layout.has_pictures,
    )


def _used(cells: list[Cell]) -> int:
    return max((index for index, cell in enumerate(cells, start=1) if cell != ""), default=0)


def _fill(merges: list[tuple[int, int, int, int]], numbers: list[int], grid: list[list[Cell]]) -> None:
    filled = 0
    for top, left, bottom, right in merges:
        first = bisect_left(numbers, top)
        if left > MAX_COLUMNS or first == len(numbers) or numbers[first] != top or grid[first][left - 1] == "":
            continue
        value = grid[first][left - 1]
        for cells in grid[first : bisect_right(numbers, bottom)]:
            cells[left - 1 : right] = [value] * (right - left + 1)
            filled += right - left + 1
            if filled > MAX_ROWS * MAX_COLUMNS:
                raise broken()


def _cell(value: object) -> Cell:
    match value:
        case None:
            return ""
        case str():
            return clean(value)
        case bool():
            return "是" if value else "否"
        case datetime():
            return value.date()
        case date():
            return value
        case float():
            return f"{value:.15g}"
        case _:
            return clean(str(value))


def as_book(sheets: Iterable[Sheet]) -> Book:
    """Raises UnreadableFile where no sheet holds anything."""
    book = Book(tuple(sheets))
    if not any(sheet.rows for sheet in book.sheets):
        raise UnreadableFile(
            _("The workbook holds no rows. Upload a file with a row of headings and the findings below it.")
        )
    return book
