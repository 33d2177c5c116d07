"""What the merges of a sheet say about its rows."""

from bisect import bisect_left, bisect_right

from .book import Sheet


class Merged:
    """`spread`: numbers of rows in which one cell is merged over the column of the problem and its neighbours;
    `continued`: those whose problem is merged with the row above."""

    def __init__(self, sheet: Sheet, text_index: int) -> None:
        self.spread: set[int] = set()
        self.continued: set[int] = set()
        numbers = [row.number for row in sheet.rows]
        column = text_index + 1
        for top, left, bottom, right in sheet.merges:
            if not left <= column <= right:
                continue
            rows = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
            if left < right:
                self.spread.update(rows)
            self.continued.update(number for number in rows if number > top)
