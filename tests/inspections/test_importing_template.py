"""The template for download, and cells that a spreadsheet program must not run."""

import io

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.csv_files import safe_cell
from inspections.importing import template_workbook
from inspections.importing.headers import SYNONYMS
from inspections.importing.headings import headings_of
from tests.inspections.importing_samples import TOPICS, list_read, parsed, xlsx_bytes


@pytest.fixture
def en():
    with translation.override("en"):
        yield


def test_template_offers_every_column_we_read():
    sheet, mapping, _rows = list_read(template_workbook(topic_numbers=TOPICS), "模板.xlsx")
    headings = headings_of(sheet, mapping.header_first, mapping.header_last)

    assert {name for (name,) in headings.parts} == {
        words[0] for field, words in SYNONYMS.items() if field != "is_major"
    }
    assert sheet.name == "问题清单"


def test_template_example_is_refused_until_replaced(en):
    book = load_workbook(io.BytesIO(template_workbook(topic_numbers=TOPICS)))
    sheet = book.active
    untouched = parsed(xlsx_bytes(book), "模板.xlsx")
    text = next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "存在问题")

    text.value = "通道堵塞3处"
    filled = parsed(xlsx_bytes(book), "模板.xlsx")

    assert [(error.row, error.column) for error in untouched.errors] == [(2, "存在问题")]
    assert "example row" in untouched.errors[0].message
    assert filled.errors == ()
    assert [(f.kind, f.topic_number, f.responsibility_level) for f in filled.findings] == [
        ("general_hazard", 3, "enterprise")
    ]


def test_template_offers_the_levels_as_a_list():
    sheet = load_workbook(io.BytesIO(template_workbook(topic_numbers=TOPICS))).active
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "问题等级")

    offered = next(rule for rule in sheet.data_validations.dataValidation if f"{column}2" in rule.sqref)

    assert offered.formula1 == '"工作问题,一般隐患,重大事故隐患,非法违法违规问题,问题线索,意见建议"'


def test_topics_offered_and_taken_are_those_of_the_ruleset(en):
    book = load_workbook(io.BytesIO(template_workbook(topic_numbers=[1, 2])))
    sheet = book.active
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "内容序号")
    offered = next(rule for rule in sheet.data_validations.dataValidation if f"{column}2" in rule.sqref)
    next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "存在问题").value = "通道堵塞3处"

    result = parsed(xlsx_bytes(book), "模板.xlsx", topics=[1, 2])

    assert offered.formula1 == '"1,2"'
    assert any("填写数字：1、2。" in str(cell.value) for row in book["填写说明"] for cell in row)
    assert [error.message for error in result.errors] == [
        "“3” is not one of the topics of inspection. Write one of these numbers: 1、2."
    ]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", " =1", "\r=1", "\n=cmd"])
def test_safe_cell_stops_a_formula(value):
    assert safe_cell(value) == "'" + value


@given(st.text())
def test_safe_cell_never_leaves_a_formula_and_loses_nothing(value):
    safe = safe_cell(value)

    assert safe[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert safe.removeprefix("'") == value.removeprefix("'")
