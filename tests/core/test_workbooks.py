"""Workbooks as another library reads them, and lists read in chunks."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from core.cells import Code, Due, Link, value_of
from core.workbooks import write_table


def sheet_of(rows, header=("甲", "乙"), widths=(0, 30), title="清单"):
    out = io.BytesIO()
    assert write_table(title, header, widths, rows, out) == len(rows)
    return openpyxl.load_workbook(io.BytesIO(out.getvalue())).active


def naive(*parts):
    """As sheets keep instants: by the clock on the wall."""
    return datetime(*parts)  # noqa: DTZ001


def written(value):
    return sheet_of([(value, "")])["A2"]


def test_heading_is_frozen_filtered_and_repeated_in_print():
    sheet = sheet_of([("一", "二"), ("三", "四")], title="问题/清单[1]")

    assert [[cell.value for cell in row] for row in sheet.rows] == [["甲", "乙"], ["一", "二"], ["三", "四"]]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:B3", "$1:$1")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight) == (
        "landscape", 9, 0,
    )  # fmt: skip
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.title == "问题 清单 1 "
    assert sheet["A1"].font.bold and not sheet["A2"].font.bold
    assert sheet["B2"].alignment.wrap_text and not sheet["A2"].alignment.wrap_text
    assert round(sheet.column_dimensions["B"].width) in (30, 31)


def test_table_without_rows_is_its_heading():
    assert [[cell.value for cell in row] for row in sheet_of([]).rows] == [["甲", "乙"]]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (7, 7), (2.5, 2.5), (Decimal("1.25"), 1.25), (date(2026, 3, 5), naive(2026, 3, 5)),
        (datetime(2026, 3, 5, 2, 30, tzinfo=UTC), naive(2026, 3, 5, 10, 30)), (date(1899, 1, 1), "1899-01-01"),
        (10**17 + 1, "100000000000000001"), ("0012", "0012"), (None, None), ("", None),
        (" 空 ", " 空 "), ("<b>&\"'", "<b>&\"'"), ("第一行\n第二行", "第一行\n第二行"),
    ],
)  # fmt: skip
def test_cell_keeps_what_it_is(value, read):
    assert written(value).value == read


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "＝1", " =1", "\t=1", "\n1"])
def test_no_text_is_taken_for_a_formula(text):
    cell = written(text)
    assert (cell.value, cell.data_type) == (f"'{text}", "s")


def test_text_that_no_cell_holds_is_cut_and_says_so():
    assert written("长" * 40_000).value == "长" * 32_766 + "…"


def test_signs_that_xml_cannot_say_are_told_by_their_number():
    assert written("a\x07b_x0041_").value in ("a_x0007_b_x005F_x0041_", "a\x07b_x0041_")


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (date(2026, 3, 5), date(2026, 3, 5)), (3, 3), (Code("x"), "x"), (Link("短", "/", full="长"), "长"),
        (Due(None), ""), ((date(2026, 3, 5), "起"), "2026-03-05 起"),
    ],
)  # fmt: skip
def test_days_and_numbers_of_a_table_stay_such_in_a_file(told, value):
    assert value_of(told) == value
