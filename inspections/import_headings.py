"""Columns of an uploaded list as people speak of them: their letter, their heading, what they are read as."""

from inspections.importing import FIELDS, Sheet
from inspections.importing.book import cell_at, width_of, words_of
from inspections.importing.headers import field_of

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


def headings_of(sheet: Sheet, first: int, last: int) -> list[str]:
    """What stands over each column in rows `first` to `last`, both included; headings of two rows are joined."""
    rows = [row for row in sheet.rows if first <= row.number <= last]
    return [" / ".join(_distinct(rows, index)) for index in range(width_of(sheet.rows))]


def columns_at(sheet: Sheet, first: int, last: int) -> dict[int, str]:
    """What the columns are if the headings stand in these rows: each meaning once, that of the lower row first."""
    rows = [row for row in sheet.rows if first <= row.number <= last]
    columns: dict[int, str] = {}
    for index in range(width_of(sheet.rows)):
        meanings = [field_of(heading) for heading in reversed(_distinct(rows, index))]
        code = next(filter(None, meanings), "")
        if code and code not in columns.values():
            columns[index] = code
    return columns


def samples_of(sheet: Sheet, last: int, index: int, count: int = 3) -> list[str]:
    """The first values of a column below its headings, without blanks."""
    found = []
    for row in sheet.visible_rows:
        words = " ".join(words_of(cell_at(row, index)).split())
        if row.number > last and words:
            found.append(words)
            if len(found) == count:
                break
    return found


def _distinct(rows, index: int) -> list[str]:
    words = (" ".join(words_of(cell_at(row, index)).split()) for row in rows)
    return list(dict.fromkeys(filter(None, words)))
