"""Rates, sizes and clauses are said in one way everywhere."""

import io

import pytest
from openpyxl import load_workbook

from core.clauses import before_stop
from core.exports import Sheet, write_workbook
from core.numbers import percent, size_words
from core.tables import Column
from records.typesetting.text import in_brackets


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 3, "0%"), (13, 38, "34.2%"), (24, 70, "34.2%"), (999, 1000, "99.9%"),
                                (9999, 10000, "99.9%"), (3, 3, "100%")],
)  # fmt: skip
def test_rate_is_rounded_down_to_one_decimal(part, whole, said):
    assert percent(part, whole) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 KB"), (2048, "2 KB"), (50 * 1024**2, "50 MB"), (3 * 1024**2 // 2, "1.5 MB")],
)
def test_size_has_no_decimal_that_says_nothing(count, said):
    assert size_words(count) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [("还需1人。", "还需1人（二（一））。"), ("缺少组长", "缺少组长（二（一））"), ("One.", "One（二（一））.")],
)
def test_clause_stands_before_the_full_stop(sentence, said):
    assert before_stop(sentence, "（二（一））") == said


def test_brackets_do_not_stand_in_brackets_of_their_kind():
    assert in_brackets("主任办公会(3月2日)决定") == "（主任办公会〔3月2日〕决定）"


def columns(count):
    return [Column(f"列{number}", lambda one, today: one) for number in range(count)]


def written(sheet):
    out = io.BytesIO()
    write_workbook(sheet, out)
    return load_workbook(out).active


def test_workbook_with_a_heading_repeats_it_and_filters_below():
    page = written(Sheet("台账", columns(2), [["甲", "乙"], ["丙", "丁"]], heading="=整改台账"))
    assert page["A1"].value == "'=整改台账" and page["A2"].value == "列0" and page["B4"].value == "丁"
    assert (page.freeze_panes, page.print_title_rows, page.auto_filter.ref) == ("A3", "$1:$2", "A2:B4")


def test_wide_table_is_printed_on_a3_and_a_narrow_one_on_a4():
    assert written(Sheet("宽", columns(30), [])).page_setup.paperSize == 8
    assert int(written(Sheet("窄", columns(5), [])).page_setup.paperSize) == 9
