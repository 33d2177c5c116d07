"""What a file becomes when it is read, once: the cells of all its sheets, before anybody asks what they mean."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Cell = str | date


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row as the file shows it, from 1: the line of a sheet; in CSV the record, blank ones counted
    and a cell of several lines being one, which is the row Excel shows."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows that hold anything, from the top, hidden ones among them; merged cells give their value in each row and
    column they cover.

    `hidden_rows` are numbers of rows, `hidden_columns` indexes of columns from 0. `merges` are (top, left, bottom,
    right), from 1 and all included. `is_plain` is True for CSV, which has neither merges nor hidden rows left, so that
    a blank cell may be one that was merged. `has_pictures` is True where pictures or drawings lie on the sheet.
    """

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    is_plain: bool = False
    has_pictures: bool = False

    @property
    def visible_rows(self) -> tuple[Row, ...]:
        hidden = set(self.hidden_rows)
        return tuple(row for row in self.rows if row.number not in hidden) if hidden else self.rows


@dataclass(frozen=True, slots=True)
class Book:
    """All sheets of a workbook in their order; a CSV file is one sheet without a name."""

    sheets: tuple[Sheet, ...] = field(default=())

    def sheet(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def as_plain(book: Book) -> dict[str, Any]:
    """The book as JSON keeps it: a day is a list of its ISO words, to tell it from a text that looks like one."""
    return {"sheets": [_plain_sheet(sheet) for sheet in book.sheets]}


def of_plain(plain: dict[str, Any]) -> Book:
    """The book that `as_plain` gave."""
    return Book(tuple(_sheet(sheet) for sheet in plain["sheets"]))


def words_of(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else cell


def cell_at(row: Row, index: int) -> Cell:
    """'' beyond the last cell of the row."""
    return row.cells[index] if index < len(row.cells) else ""


def width_of(rows: Iterable[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)


def _plain_sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "rows": [[row.number, *(_plain(cell) for cell in row.cells)] for row in sheet.rows],
        "is_hidden": sheet.is_hidden,
        "hidden_rows": list(sheet.hidden_rows),
        "hidden_columns": list(sheet.hidden_columns),
        "merges": [list(merge) for merge in sheet.merges],
        "is_plain": sheet.is_plain,
        "has_pictures": sheet.has_pictures,
    }


def _plain(cell: Cell) -> str | list[str]:
    return [cell.isoformat()] if isinstance(cell, date) else cell


def _sheet(plain: dict[str, Any]) -> Sheet:
    return Sheet(
        name=plain["name"],
        rows=tuple(Row(number, tuple(map(_cell, cells))) for number, *cells in plain["rows"]),
        is_hidden=plain["is_hidden"],
        hidden_rows=tuple(plain["hidden_rows"]),
        hidden_columns=tuple(plain["hidden_columns"]),
        merges=tuple((top, left, bottom, right) for top, left, bottom, right in plain["merges"]),
        is_plain=plain["is_plain"],
        has_pictures=plain["has_pictures"],
    )


def _cell(plain: str | list[str]) -> Cell:
    return plain if isinstance(plain, str) else date.fromisoformat(plain[0])
