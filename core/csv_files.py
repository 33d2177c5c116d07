"""Tables that leave as CSV: Excel and WPS open them in Chinese, and no cell can be taken for a formula."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

# What Excel, WPS and LibreOffice take for a formula, the full-width forms too; blanks and line ends before it are
# looked through, since they do not hide it from every program.
_FORMULA = re.compile("[\t\r\n]|[ \t\r\n\x00\u3000\ufeff]*[=+\\-@＝＋－＠]")
_BYTE_ORDER_MARK = "\ufeff"


class _Echo:
    def write(self, line: str) -> str:
        return line


def safe_cell(value: Any) -> str:
    """A value as text; one that a spreadsheet would run as a formula gets an apostrophe in front. Numbers stay."""
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if _FORMULA.match(text) else text


def csv_lines(header: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Lines of the file, the byte order mark first: without it Excel reads UTF-8 as GBK."""
    writer = csv.writer(_Echo())
    yield _BYTE_ORDER_MARK + writer.writerow([safe_cell(cell) for cell in header])
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])


def csv_response(filename: str, header: Iterable[Any], rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """A download named `filename`; `header` and each row are sequences of values. Rows may be lazy."""
    return StreamingHttpResponse(
        csv_lines(header, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=filename)},
    )
