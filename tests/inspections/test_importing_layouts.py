"""Lists laid out otherwise than one table with one column a meaning."""

from datetime import date

from inspections.importing import guess_mapping, parse_book, read_book
from tests.inspections.importing_samples import book_of, csv_bytes, parsed, xlsx_bytes
from tests.inspections.test_importing_office_lists import ON

ONE_TIER = [
    ("序号", "被检单位", "存在问题", "一般", "重大", "当场整改", "限期整改", "整改期限"),
    ("1", "甲公司", "灭火器过期", "√", "", "√", "", ""),
    ("2", "乙公司", "配电箱无门", "", "√", "", "√", "2026-12-05"),
    ("3", "丙公司", "通道堵塞", "√", "", "", "", "2026-12-05"),
]
HANDLED = ["fix_at_once", "fix_by_date", "fix_by_date"]


def handlings(result):
    assert not result.errors, result.errors
    return [one.handling for one in result.findings]


def test_marks_under_ways_of_handling_are_read():
    result = parsed(csv_bytes(ONE_TIER), on=ON)

    assert handlings(result) == HANDLED
    assert [one.kind for one in result.findings] == ["general_hazard", "major_hazard", "general_hazard"]
    assert not result.ignored.columns


def test_marks_under_a_group_of_ways_are_read():
    book = book_of(
        [("序号", "被检单位", "存在问题", "级别", "", "整改方式", "", "整改期限"),
         ("", "", "", "一般", "重大", "立行立改", "限期整改", ""), *ONE_TIER[1:]]
    )  # fmt: skip
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:H2"):
        book.active.merge_cells(area)

    assert handlings(parsed(xlsx_bytes(book), on=ON)) == HANDLED


def test_two_ways_marked_are_an_error():
    result = parsed(csv_bytes([*ONE_TIER, ("4", "丁公司", "无标识", "√", "", "√", "√", "")]), on=ON)

    assert [(one.row, one.column) for one in result.errors] == [(5, "限期整改")]


def test_column_of_other_words_is_not_read_and_said():
    result = parsed(csv_bytes([*ONE_TIER, ("4", "丁公司", "无标识", "√", "", "看情况", "", "")]), on=ON)

    assert result.ignored.columns == ("当场整改",) and not result.errors
    assert [one.handling for one in result.findings] == ["", "fix_by_date", "fix_by_date", ""]


STACKED = [
    ("一、一般隐患", "", "", ""),
    ("序号", "被检单位", "存在问题", "整改期限"),
    ("1", "甲公司", "灭火器过期", "2026-12-05"),
    ("2", "乙公司", "通道堵塞", "2026-12-06"),
    ("二、重大隐患", "", "", "", ""),
    ("序号", "问题描述", "企业名称", "隐患等级", "整改要求"),
    ("1", "储罐无联锁", "丙公司", "重大", "停用并加装联锁"),
]


def test_tables_below_one_another_are_read_each_by_its_own_headings():
    book = read_book(csv_bytes(STACKED), "清单.csv")
    mapping = guess_mapping(book, kind_default="general_hazard")
    result = parse_book(book, mapping, reference_on=ON, topic_numbers=range(1, 10))

    assert [(sheet.name, [row.number for row in sheet.rows]) for sheet in book.sheets] == [
        ("", [1, 2, 3, 4]), ("（第2张表）", [5, 6, 7]),
    ]  # fmt: skip
    assert [sheet.header_last for sheet in mapping.sheets] == [2, 6]
    assert [(one.row, one.subject_name, one.text) for one in result.findings] == [
        (3, "甲公司", "灭火器过期"), (4, "乙公司", "通道堵塞"), (7, "丙公司", "储罐无联锁"),
    ]  # fmt: skip
    assert result.findings[0].due_on == date(2026, 12, 5) and result.findings[2].requirement == "停用并加装联锁"


def test_second_table_that_is_no_list_is_left_out_and_said():
    contacts = [("单位名称", "负责人", "地址", "联系电话", "备注"), ("甲公司", "张三", "一号路", "0000", "")]
    mapping = guess_mapping(read_book(csv_bytes([*ONE_TIER, *contacts]), "清单.csv"))

    assert [sheet.taken for sheet in mapping.sheets] == [True, False] and mapping.sheets[1].why_not
    assert handlings(parsed(csv_bytes([*ONE_TIER, *contacts]), on=ON)) == HANDLED


def test_headings_repeated_on_each_page_begin_no_table():
    rows = [*ONE_TIER[:2], ONE_TIER[0], *ONE_TIER[2:]]

    assert len(read_book(csv_bytes(rows), "清单.csv").sheets) == 1
    assert handlings(parsed(csv_bytes(rows), on=ON)) == HANDLED
