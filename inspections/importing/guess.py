"""Which sheets are lists of findings and what their columns mean, as far as the file tells."""

import hashlib
import json
from collections.abc import Mapping as Remembered

from .book import Book, Sheet, words_of
from .headers import field_of
from .mapping import Mapping, SheetMapping
from .table import find_header


def guess_mapping(
    book: Book, remembered: Remembered[str, SheetMapping] | None = None, *, kind_default: str = ""
) -> Mapping:
    """`kind_default` is the kind of sheets that name none, where a person has said so.

    `remembered` are the choices a person made before, by `shape_of` the sheet they were made for: their columns and
    default are taken over; where the headings stand is looked for anew."""
    return Mapping(tuple(_guess(sheet, (remembered or {}).get(shape_of(sheet))) for sheet in book.sheets))


def shape_of(sheet: Sheet) -> str:
    """A hash of the headings alone: the same for next month's list of the same form, whatever its sheet is called."""
    header = find_header(sheet.visible_rows)
    headings = ["".join(words_of(cell).split()) for cell in header.cells] if header else []
    return hashlib.sha256(json.dumps(headings).encode()).hexdigest()


def _guess(sheet: Sheet, before: SheetMapping | None) -> SheetMapping:
    header = find_header(sheet.visible_rows) or (sheet.visible_rows[0] if sheet.visible_rows else None)
    if header is None:
        return SheetMapping(sheet.name, False, 0, 0, {}, why_not="")
    columns: dict[int, str] = {}
    for index, cell in enumerate(header.cells):
        field = field_of(words_of(cell))
        if field and field not in columns.values():
            columns[index] = field
    if before:
        return SheetMapping(
            sheet.name, before.taken, header.number, header.number, before.columns, before.kind_default
        )
    return SheetMapping(sheet.name, "text" in columns.values(), header.number, header.number, columns)
