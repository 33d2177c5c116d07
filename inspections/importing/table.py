"""What a file becomes before anybody asks what its columns mean: a heading row and rows of cells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from core.bounded import Unfit
from core.bounded import later as _

from .headers import field_of

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100
# Titles, the unit and the date stand above the headings; further down it is no heading.
HEADER_SEARCH_ROWS = 30

Cell = str | date

_UNSEEN = re.compile(r"_x000[dD]_|[\x00-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff]")


class UnreadableFile(Unfit):
    """The file as a whole cannot be read; the text says what, why and how to mend it, in the language of whoever asks
    for it: where the file is read there is none (core/bounded.py)."""

    def __str__(self) -> str:
        return gettext(self.words) % self.facts if self.facts else gettext(self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row as the file shows it, from 1: the line of a sheet; in CSV the record, blank ones counted
    and a cell of several lines being one, which is the row Excel shows."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One list. `hidden_rows` are the numbers of rows left out because they are hidden or filtered away in Excel."""

    sheet: str
    header_row: int
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    hidden_rows: tuple[int, ...] = ()


def as_plain(table: Table) -> dict[str, Any]:
    """The table as JSON keeps it: a day is a list of its ISO words, to tell it from a text that looks like one."""
    return {
        "sheet": table.sheet,
        "header_row": table.header_row,
        "headers": list(table.headers),
        "rows": [[row.number, *(_plain(cell) for cell in row.cells)] for row in table.rows],
        "hidden_rows": list(table.hidden_rows),
    }


def _plain(cell: Cell) -> str | list[str]:
    return [cell.isoformat()] if isinstance(cell, date) else cell


def of_plain(plain: dict[str, Any]) -> Table:
    """The table that `as_plain` gave."""
    return Table(
        sheet=plain["sheet"],
        header_row=plain["header_row"],
        headers=tuple(plain["headers"]),
        rows=tuple(Row(number, tuple(map(_cell, cells))) for number, *cells in plain["rows"]),
        hidden_rows=tuple(plain["hidden_rows"]),
    )


def _cell(plain: str | list[str]) -> Cell:
    return plain if isinstance(plain, str) else date.fromisoformat(plain[0])


def clean(text: str) -> str:
    """The text without what nobody can see: control characters and blanks at both ends; line ends become \\n."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def words_of(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else cell


def recognised(row: Row) -> int:
    """How many different meanings the row has if it is read as headings."""
    return len({field for cell in row.cells if (field := field_of(words_of(cell)))})


def find_header(rows: list[Row]) -> Row | None:
    """The row among the first that reads best as headings, the upper one of equals; None where no row does."""
    best = max(rows[:HEADER_SEARCH_ROWS], key=recognised, default=None)
    return best if best and recognised(best) else None


def as_table(rows: list[Row], header: Row, *, sheet: str = "", hidden: Iterable[int] = ()) -> Table:
    """Rows below the heading, without empty ones and without headings printed again on each page.

    Raises UnreadableFile above MAX_ROWS rows.
    """
    headers = tuple(" ".join(words_of(cell).split()) for cell in header.cells)
    below = [
        row
        for row in rows
        if row.number > header.number and row.cells != header.cells and any(cell != "" for cell in row.cells)
    ]
    refuse_too_many(len(below))
    return Table(
        sheet=sheet,
        header_row=header.number,
        headers=headers,
        rows=tuple(below),
        hidden_rows=tuple(sorted(number for number in hidden if number > header.number)),
    )


def refuse_too_many(count: int) -> None:
    if count > MAX_ROWS:
        raise UnreadableFile(
            _(
                "The list has more than %(limit)s rows, which is too many for one import. Split it into several files "
                "and import them one after another."
            ),
            limit=MAX_ROWS,
        )
