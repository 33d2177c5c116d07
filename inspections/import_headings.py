"""Columns of an uploaded list as people speak of them: their letter, their heading, what they are read as."""

from collections.abc import Iterable
from itertools import islice

from inspections.importing import FIELDS, Row, Sheet
from inspections.importing.book import cell_at, width_of, words_of
from inspections.importing.columns import read_columns
from inspections.importing.guess import ROWS_LOOKED_AT
from inspections.importing.headings import headings_of

_LABELS = {one.code: one.label for one in FIELDS}


def label_of(code: str) -> str:
    """The word that our own template has over such a column; '' for none."""
    return _LABELS.get(code, "")


def column_letter(index: int) -> str:
    """The letters that Excel shows over the column with this index from 0: A, Z, AA."""
    letters, left = "", index + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def headings_at(sheet: Sheet, first: int, last: int) -> list[str]:
    """What stands over each column in rows `first` to `last`, both included; '' where nothing does."""
    headings = headings_of(sheet, first, last)
    return [headings.name(index) for index in range(width_of(sheet.rows))]


def columns_at(sheet: Sheet, first: int, last: int, *, has_kind: bool) -> dict[int, str]:
    """What the columns are if the headings stand in these rows; `has_kind` where a kind of all rows is given."""
    below = [row for row in sheet.visible_rows if row.number > last]
    return read_columns(sheet, headings_of(sheet, first, last), below[:ROWS_LOOKED_AT], has_stated_kind=has_kind)


def samples_of(rows: Iterable[Row], index: int, count: int = 3) -> list[str]:
    """The first values of a column in these rows, without blanks."""
    words = (" ".join(words_of(cell_at(row, index)).split()) for row in rows)
    return list(islice(filter(None, words), count))
