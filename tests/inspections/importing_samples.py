"""Files for the import tests, built the way offices build them."""

import csv
import io
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from inspections.importing import ParseResult, Row, Sheet, SheetMapping, guess_mapping, parse_book, read_book

PUBLISHED = Path(__file__).parent.parent / "data" / "published_findings.csv"
HEADINGS = ("被检单位", "问题等级", "存在问题", "整改期限")
DAY = date(2020, 9, 1)
# Those of the regulation of 2022.
TOPICS = range(1, 10)


def published_rows() -> list[list[str]]:
    """Heading and 112 rows, read by nothing of ours."""
    with PUBLISHED.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def csv_bytes(rows, *, encoding="utf-8", separator=",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def book_of(rows) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return book


def xlsx_bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parsed(data: bytes, name: str = "清单", *, on: date = DAY, topics=TOPICS, **facts) -> ParseResult:
    """The file as it goes in where nobody corrects what its columns mean."""
    book = read_book(data, name)
    return parse_book(book, guess_mapping(book), reference_on=on, topic_numbers=topics, **facts)


def list_read(data: bytes, name: str = "清单") -> tuple[Sheet, SheetMapping, list[Row]]:
    """The first sheet that is taken, how it is read, and its shown rows below the headings."""
    book = read_book(data, name)
    mapping = guess_mapping(book).taken[0]
    sheet = book.sheet(mapping.sheet)
    return sheet, mapping, [row for row in sheet.visible_rows if row.number > mapping.header_last]
