"""A table as an Excel workbook, row by row onto the disk: a hundred thousand rows take no more memory than ten."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from xml.sax.saxutils import escape

from django.utils import timezone
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from core.csv_files import safe_cell

# Rows that a sheet holds below its heading.
MOST_ROWS = 1_048_575
USUAL_WIDTH = 14  # characters
# From this width on a text is broken into lines within its cell.
_PROSE_WIDTH = 24
_LONGEST_TEXT = 32_767
_A3, _A4 = 8, 9
# Characters of all columns together that are still read on a sheet of A4.
_WIDEST_A4 = 320
# Signs that no name of a sheet may have, and how many it may have.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME = 31
# What XML cannot say, or Excel would take for such a sign told in its own way.
_UNSAID = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_")
# Day 0 of a sheet, and the first that one shows as people count; numbers are kept to fifteen places.
_DAY_ZERO, _FIRST_DAY = datetime(1899, 12, 30), date(1900, 3, 1)  # noqa: DTZ001  a sheet knows no zones
_EXACT = 10**15


class _Page(Worksheet):
    """Writes a whole row at once, in a quarter of the time of its cells one by one. Reaches into how XlsxWriter keeps
    rows on the disk (`constant_memory`); tests/core/test_exports.py reads such files with another library."""

    def begin_rows(self) -> None:
        """What was written cell by cell so far leaves; from here on there are only whole rows."""
        self._write_single_row(self.previous_row + 1)

    def add_row(self, number: int, cells: str) -> None:
        """`number` counts from 1, as people do."""
        self.row_data_fh.write(f'<row r="{number}">{cells}</row>')
        self.dim_rowmax = number - 1


def write_table(
    title: str, header: Sequence[str], widths: Sequence[int], rows: Iterable, out: IO[bytes], *, heading: str = ""
) -> int:
    """A workbook of one sheet; gives how many rows it has. The heading row is frozen, filtered and repeated on every
    printed page, with the `heading` of the whole above it; landscape A4, or A3 where that is too narrow to be read. A
    width of 0 is the usual one. Days and numbers stay what they are; no text can be taken for a formula."""
    widths = [width or USUAL_WIDTH for width in widths]
    above = 1 if heading else 0
    book = Workbook(out, {"constant_memory": True})
    page = book.add_worksheet(title.translate(_NOT_IN_NAMES)[:_LONGEST_NAME], worksheet_class=_Page)
    page.freeze_panes(above + 1, 0)
    page.repeat_rows(0, above)
    page.set_landscape()
    page.set_paper(_A3 if sum(widths) > _WIDEST_A4 else _A4)
    page.fit_to_pages(1, 0)
    for number, width in enumerate(widths):
        page.set_column(number, number, width)
    if heading:
        page.write_string(0, 0, safe_cell(heading), book.add_format({"bold": True, "font_size": 15}))
    bold = book.add_format({"bold": True})
    for number, words in enumerate(header):
        page.write_string(above, number, words, bold)
    page.begin_rows()
    prose, day, instant = (
        book.add_format(said)._get_xf_index()
        for said in (
            {"valign": "top", "text_wrap": True},
            {"num_format": "yyyy-mm-dd", "align": "left"},
            {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
        )
    )
    columns = [
        (xl_col_to_name(number), f' s="{prose}"' if width >= _PROSE_WIDTH else "")
        for number, width in enumerate(widths)
    ]
    number = above + 1
    for row in rows:
        number += 1
        page.add_row(
            number,
            "".join([
                _cell(f"{name}{number}", style, value, day, instant)
                for (name, style), value in zip(columns, row, strict=True)
                if value is not None and value != ""
            ]),
        )  # fmt: skip
    page.autofilter(above, 0, number - 1, max(len(header) - 1, 0))
    book.close()
    return number - 1 - above


def _cell(place: str, style: str, value: Any, day: int, instant: int) -> str:
    kind = type(value)
    if kind is str:
        return _text(place, style, value)
    if kind is int or kind is float or kind is Decimal:
        return f'<c r="{place}"><v>{value}</v></c>' if -_EXACT < value < _EXACT else _text(place, style, str(value))
    if kind is date and value >= _FIRST_DAY:
        return f'<c r="{place}" s="{day}"><v>{value.toordinal() - _DAY_ZERO.toordinal()}</v></c>'
    if kind is datetime:
        since = (timezone.make_naive(value) if timezone.is_aware(value) else value) - _DAY_ZERO
        return f'<c r="{place}" s="{instant}"><v>{since.total_seconds() / 86400:.8f}</v></c>'
    return _text(place, style, str(value))


def _text(place: str, style: str, value: str) -> str:
    text = safe_cell(value)
    if len(text) > _LONGEST_TEXT:
        text = f"{text[: _LONGEST_TEXT - 1]}…"
    if _UNSAID.search(text):
        text = _UNSAID.sub(_said, text)
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f'<c r="{place}"{style} t="inlineStr"><is><t{space}>{escape(text)}</t></is></c>'


def _said(found: re.Match[str]) -> str:
    """As Excel says such signs: by their number; what only looks like that has its first sign said so."""
    sign = found[0]
    return f"_x005F{sign}" if len(sign) > 1 else f"_x{ord(sign):04X}_"
