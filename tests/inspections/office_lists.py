"""Lists as offices keep them, with invented words: tests/data/office_lists.json, built into the files they came as."""

import io
import json
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from PIL import Image as Pixels

from tests.inspections.importing_samples import xlsx_bytes

LISTS = json.loads((Path(__file__).parent.parent / "data" / "office_lists.json").read_text(encoding="utf-8"))


def office_list(key: str) -> bytes:
    plain = LISTS[key]
    if "text" in plain:
        return plain["text"].encode(plain["encoding"])
    book = Workbook()
    book.remove(book.active)
    for sheet in plain["sheets"]:
        _add(book, sheet)
    return xlsx_bytes(book)


def _add(book: Workbook, plain: dict) -> None:
    sheet = book.create_sheet(plain["name"])
    for number, cells in enumerate(plain["rows"], start=1):
        for column, value in enumerate(cells, start=1):
            if value is not None:
                sheet.cell(number, column).value = _value(value)
    for area in plain.get("merges", ()):
        sheet.merge_cells(area)
    for letter in plain.get("hidden", ()):
        sheet.column_dimensions[letter].hidden = True
    if at := plain.get("picture"):
        pixels = io.BytesIO()
        Pixels.new("RGB", (2, 2)).save(pixels, "PNG")
        sheet.add_image(Image(pixels), at)


def _value(value: object) -> object:
    """`@` stands before a moment."""
    return datetime.fromisoformat(value[1:]) if isinstance(value, str) and value.startswith("@") else value
