"""What a blank or 同上 takes over from the row above it."""

import unicodedata
from dataclasses import dataclass, field

from .book import Cell, Row

_DITTO = {
    "同上", "同上行", "同前", "上同", "同上一行", "同上一条", "同上栏", "同上述", "〃", "″", "′′", '"', "''", "“", "”",
    "〝", "〞", "＂", "“”", "ˮ", "″″", "↑", "〃〃", ",,", "ditto",
}  # fmt: skip
# What the rows of one enterprise share where their cells were merged.
SHARED = (
    "street", "place", "subject_name", "credit_code", "sector", "kind", "due", "found_on", "supervising_department",
    "responsibility_level", "topic_number",
)  # fmt: skip
_OF_SUBJECT = ("street", "subject_name", "credit_code")


def is_ditto(cell: Cell) -> bool:
    if not isinstance(cell, str) or not 0 < len(cell) <= 8:
        return False
    bare = "".join(cell.split()).strip("。.-—()（）")
    return bare in _DITTO or unicodedata.normalize("NFKC", bare).lower() in _DITTO


@dataclass(slots=True)
class Above:
    """The resolved cells of the row above, by code of column. `is_plain` as in Sheet: a blank may have been merged."""

    columns: dict[str, int]
    is_plain: bool
    cells: dict[str, Cell] = field(default_factory=dict)

    def complete(self, row: Row) -> tuple[Row, list[str], list[str]]:
        """The row with what it takes over; the codes filled though blank; those that say 同上 with nothing above."""
        cells = list(row.cells) + [""] * (max(self.columns.values(), default=0) + 1 - len(row.cells))
        lost: list[str] = []
        for code, index in self.columns.items():
            if code != "number" and is_ditto(cells[index]):
                cells[index] = self.cells.get(code, "")
                if cells[index] == "":
                    lost.append(code)
        filled = self._filled(cells)
        for code in filled:
            cells[self.columns[code]] = self.cells[code]
        self.cells = {code: cells[index] for code, index in self.columns.items()}
        return Row(row.number, tuple(cells)), filled, lost

    def _filled(self, cells: list[Cell]) -> list[str]:
        def is_blank(code: str) -> bool:
            return code in self.columns and cells[self.columns[code]] == ""

        if not self.cells or is_blank("text") or ("subject_name" in self.columns and not is_blank("subject_name")):
            return []
        fillable = [code for code in SHARED if is_blank(code) and self.cells.get(code, "") != ""]
        if is_blank("number") or ("number" not in self.columns and is_blank("subject_name")):
            return fillable if "subject_name" not in self.columns or "subject_name" in fillable else []
        return [code for code in fillable if code in _OF_SUBJECT] if self.is_plain else []
