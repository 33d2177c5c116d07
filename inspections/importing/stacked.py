"""Several tables below one another on one sheet: each is read as a sheet of its own, with its own headings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .book import Cell, Row, Sheet, words_of
from .headers import field_of, second_field_of
from .headings import reads_as_heading

# Meanings that a row must bear to begin another table; with the problem among them, one less.
LEAST = 3
LONGEST_WORD = 20


def apart(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet as it is, or its tables from the top; the first keeps the name, rows keep their numbers."""
    begins = _beginnings(sheet)
    if not begins:
        yield sheet
        return
    for place, (first, end) in enumerate(zip([0, *begins], [*begins, None], strict=True), start=1):
        rows = sheet.rows[first:end]
        low, high = rows[0].number, rows[-1].number
        yield replace(
            sheet,
            name=sheet.name if place == 1 else f"{sheet.name}（第{place}张表）",
            rows=rows,
            hidden_rows=tuple(number for number in sheet.hidden_rows if low <= number <= high),
            merges=tuple(merge for merge in sheet.merges if low <= merge[0] and merge[2] <= high),
        )


def _beginnings(sheet: Sheet) -> list[int]:
    """Where in its rows the tables below the first begin, with the titles above their headings."""
    found: list[int] = []
    known: set[tuple[Cell, ...]] = set()
    hidden, has_rows = set(sheet.hidden_rows), False
    for place, row in enumerate(sheet.rows):
        if row.number in hidden:
            continue
        if not _is_heading(row):
            has_rows |= len(_words(row)) > 1
        elif row.cells not in known:
            if known and has_rows:
                found.append(_with_titles(sheet.rows, place))
            known.add(row.cells)
            has_rows = False
    return found


def _with_titles(rows: Sequence[Row], place: int) -> int:
    while len(_words(rows[place - 1])) == 1:
        place -= 1
    return place


def _is_heading(row: Row) -> bool:
    """More of its words are headings than not: a line that says whose list it is names as many values besides."""
    words = _words(row)
    if len(words) < LEAST or any(len(each) > LONGEST_WORD for each in words):
        return False
    fields = {field_of(each) or second_field_of(each) for each in words} - {""}
    if len(fields) < (LEAST - 1 if "text" in fields else LEAST):
        return False
    return 2 * sum(reads_as_heading(each) for each in words) > len(words)


def _words(row: Row) -> list[str]:
    return list(dict.fromkeys(words_of(cell) for cell in row.cells if cell != ""))
