"""The list of 112 findings published by real offices goes in whole, whatever file it comes in."""

import time
from collections import Counter
from datetime import date

import pytest

from tests.inspections.importing_samples import PUBLISHED, book_of, csv_bytes, parsed, published_rows, xlsx_bytes

CODES = {
    "重大事故隐患": "major_hazard",
    "一般隐患": "general_hazard",
    "工作问题": "problem",
    "违法违规问题": "violation",
}


def as_gb18030():
    return csv_bytes(published_rows(), encoding="gb18030")


def as_utf16():
    return csv_bytes(published_rows(), encoding="utf-16", separator="\t")


def as_utf16_without_mark():
    return csv_bytes(published_rows(), encoding="utf-16-le", separator="\t")


def as_utf8_with_mark():
    return csv_bytes(published_rows(), encoding="utf-8-sig", separator=";")


def as_xlsx():
    return xlsx_bytes(book_of(published_rows()))


def as_xlsx_with_dates():
    head, *rows = published_rows()
    dated = [[*row[:7], date.fromisoformat(row[7]) if row[7][:2] == "20" else row[7]] for row in rows]
    return xlsx_bytes(book_of([head, *dated]))


def as_xls():
    """Made with xlwt, its dates in cells of dates."""
    return PUBLISHED.with_suffix(".xls").read_bytes()


@pytest.mark.parametrize(
    "make",
    [
        PUBLISHED.read_bytes,
        as_gb18030,
        as_utf16,
        as_utf16_without_mark,
        as_utf8_with_mark,
        as_xlsx,
        as_xlsx_with_dates,
        as_xls,
    ],
    ids=lambda make: make.__name__,
)
def test_published_list_goes_in_whole(make):
    _head, *rows = published_rows()

    result = parsed(make())

    assert result.errors == ()
    assert result.ignored.columns == ()
    assert [finding.row for finding in result.findings] == list(range(2, 114))
    assert Counter(finding.kind for finding in result.findings) == Counter(CODES[row[3]] for row in rows)
    for finding, (place, subject, sector, _level, text, requirement, department, due) in zip(
        result.findings, rows, strict=True
    ):
        assert (finding.place, finding.subject_name, finding.sector) == (place, subject, sector)
        assert (finding.text, finding.requirement) == (text, requirement)
        assert (finding.supervising_department, finding.due_text) == (department, due)


def test_published_list_deadlines_are_nominal_dates():
    _head, *rows = published_rows()

    result = parsed(PUBLISHED.read_bytes())

    for finding, row in zip(result.findings, rows, strict=True):
        expected = {"": None, "三日内": date(2020, 9, 4)}.get(row[7], row[7] and row[7])
        assert finding.due_on == (date.fromisoformat(expected) if isinstance(expected, str) else expected)
        assert (finding.handling == "fix_by_date") == (bool(row[7]) or row[5] == "限期整改")
    assert sum(finding.due_on is not None for finding in result.findings) == sum(bool(row[7]) for row in rows) > 0


def test_published_list_below_titles_keeps_row_numbers_of_the_file():
    head, *rows = published_rows()
    book = book_of([["安全生产巡查问题清单"], ["填表单位：安委办", "", "2020年9月1日"], head, *rows])
    book.active.merge_cells("A1:H1")

    result = parsed(xlsx_bytes(book))

    assert result.errors == ()
    assert [finding.row for finding in result.findings] == list(range(4, 116))


def test_twenty_thousand_rows_parse_in_seconds():
    head, *rows = published_rows()
    many = [head, *(rows * 179)[:20_000]]
    files = csv_bytes(many, encoding="gb18030"), xlsx_bytes(book_of(many))

    for data in files:
        # Measured: 4 s and 7 s on a slow machine; far above means work that grows with the square of the rows. Whoever
        # shares the machine may take most of it for a while.
        assert any(_seconds(data) < 20 for _try in range(3))


def _seconds(data):
    """Of the processor, to parse the twenty thousand rows."""
    started = time.process_time()
    result = parsed(data)
    took = time.process_time() - started
    assert len(result.findings) == 20_000
    return took
