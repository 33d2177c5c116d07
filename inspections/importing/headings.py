"""Where the headings of a sheet stand, in one line or in several, and what each column is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from .book import Row, Sheet, cell_at, width_of, words_of
from .headers import LONGEST_HEADING, field_of, second_field_of
from .table import find_header
from .words import handling_of, kind_of


@dataclass(frozen=True, slots=True)
class Headings:
    """`first` and `last` are rows as the file numbers them, both included; `parts` are the words above each column
    from the top, without repetitions: ("隐患等级", "一般")."""

    first: int
    last: int
    parts: tuple[tuple[str, ...], ...]

    def name(self, index: int) -> str:
        """The heading as it is shown to a person."""
        return "/".join(self.parts[index]) if index < len(self.parts) else ""


def find_headings(sheet: Sheet) -> Headings | None:
    """None for a sheet that holds nothing; without a row that reads as headings the first one is taken for them."""
    rows = sheet.visible_rows
    if not rows:
        return None
    best = find_header(rows) or rows[0]
    first, last = _merged_block(sheet, best)
    first, last = _with_loose_tiers(rows, first, last)
    return headings_of(sheet, first, last)


def headings_of(sheet: Sheet, first: int, last: int) -> Headings:
    """The headings where somebody says they stand."""
    lines = [row for row in sheet.visible_rows if first <= row.number <= last]
    columns = range(width_of(lines))
    filled = [_filled_right(lines, position) for position in range(len(lines))]
    return Headings(first, last, tuple(_parts(filled, index) for index in columns))


def _parts(lines: Sequence[Sequence[str]], index: int) -> tuple[str, ...]:
    parts: list[str] = []
    for cells in lines:
        words = cells[index] if index < len(cells) else ""
        if words and words not in parts:
            parts.append(words)
    return tuple(parts)


def _filled_right(lines: Sequence[Row], position: int) -> list[str]:
    """A group heading over several columns stands in the first of them alone where its merge was lost; a column with
    words of its own below belongs to it."""
    cells = [" ".join(words_of(cell).split()) for cell in lines[position].cells]
    below = lines[position + 1 :]
    cells += [""] * (width_of(below) - len(cells))
    for index in range(1, len(cells)):
        under_group = any(cell_at(row, index) != "" and cell_at(row, index - 1) != "" for row in below)
        above_is_blank = all(cell_at(row, index) == "" for row in lines[:position])
        if not cells[index] and cells[index - 1] and under_group and above_is_blank:
            cells[index] = cells[index - 1]
    return cells


def _merged_block(sheet: Sheet, header: Row) -> tuple[int, int]:
    """The rows that merges downwards bind to the heading row. A merge over half the sheet is no heading's."""
    first = last = header.number
    found = True
    while found:
        found = False
        for top, _left, bottom, _right in sheet.merges:
            if top < bottom and bottom - top < 10 and top <= last and bottom >= first:
                grown = min(first, top), max(last, bottom)
                if grown != (first, last) and not _is_data(sheet, grown):
                    first, last = grown
                    found = True
    return first, last


def _is_data(sheet: Sheet, block: tuple[int, int]) -> bool:
    """Whether a long text stands in the rows: headings are short."""
    return any(
        len(words_of(cell)) > LONGEST_HEADING
        for row in sheet.visible_rows
        if block[0] <= row.number <= block[1]
        for cell in row.cells
    )


def _with_loose_tiers(rows: Sequence[Row], first: int, last: int) -> tuple[int, int]:
    """Group headings above or words below that no merge binds: saved as CSV, or never merged."""
    position = next(index for index, row in enumerate(rows) if row.number >= first)
    end = max(index for index, row in enumerate(rows) if row.number <= last)
    header = rows[position]
    if end == position and end + 1 < len(rows) and _is_lower_tier(header, rows[end + 1]):
        return first, rows[end + 1].number
    if position > 0 and first == last and _is_upper_tier(rows[position - 1], header):
        return rows[position - 1].number, last
    return first, last


def _is_lower_tier(header: Row, row: Row) -> bool:
    """Words only under headings that have none of their own, or under the group beside them; the text blank."""
    filled = [index for index, cell in enumerate(row.cells) if cell != ""]
    if len(filled) < 2:
        return False
    for index in filled:
        above, beside = words_of(cell_at(header, index)), words_of(cell_at(header, index + 1))
        is_short = len(words_of(row.cells[index])) <= 12
        begins_group = bool(above) and not beside and cell_at(row, index + 1) != ""
        if not is_short or field_of(above) in ("text", "number") or (above and not begins_group):
            return False
    return any(reads_as_heading(words_of(row.cells[index])) for index in filled) or len(filled) > 2


def _is_upper_tier(row: Row, header: Row) -> bool:
    """Group words above headings: fewer, in part recognised, and over a column that has none below."""
    filled = [index for index, cell in enumerate(row.cells) if cell != ""]
    blank_below = [index for index in filled if cell_at(header, index) == ""]
    return len(filled) > 1 and any(reads_as_heading(words_of(row.cells[index])) for index in blank_below)


def reads_as_heading(words: str) -> bool:
    return bool(field_of(words) or second_field_of(words) or kind_of(words) or handling_of(words))
