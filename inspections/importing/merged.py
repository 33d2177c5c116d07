"""What the merges of a sheet say about its rows."""

from bisect import bisect_left, bisect_right

from .asides import why_aside
from .book import Row, Sheet
from .mapping import SheetMapping


class Merged:
    """`spread`: numbers of rows in which one cell is merged over the column of the problem and its neighbours;
    `continued`: those whose problem is merged with the row above."""

    def __init__(self, sheet: Sheet, text_index: int | None) -> None:
        """`text_index` None: the column of the problem is not known, and each merge to the right counts."""
        self.spread: set[int] = set()
        self.continued: set[int] = set()
        numbers = [row.number for row in sheet.rows]
        column = text_index + 1 if text_index is not None else None
        for top, left, bottom, right in sheet.merges:
            if column is not None and not left <= column <= right:
                continue
            rows = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
            if left < right:
                self.spread.update(rows)
            self.continued.update(number for number in rows if number > top)


def rows_of_table(sheet: Sheet, mapping: SheetMapping) -> list[Row]:
    """The shown rows below the headings without notes, totals, signatures, group headings and repeated headings."""
    columns = {code: index for index, code in sorted(mapping.columns.items(), reverse=True) if code}
    spread = Merged(sheet, columns.get("text")).spread
    headings = {row.cells for row in sheet.rows if mapping.header_first <= row.number <= mapping.header_last}
    return [
        row
        for row in sheet.visible_rows
        if row.number > mapping.header_last
        and row.cells not in headings
        and not why_aside(row, columns, is_spread=row.number in spread)
    ]
