"""What a cell says beside what is read of it: the level of the problem itself, several bodies, several problems."""

from datetime import date

import pytest

from inspections.names import enterprises_in
from tests.inspections.importing_samples import csv_bytes, parsed

HEAD = ("单位名称", "存在问题", "问题等级")


def read(*rows):
    return parsed(csv_bytes([HEAD, *rows]))


@pytest.mark.parametrize(
    "text", ["（重大）报警器缺失", "报警器缺失【重大】", "报警器缺失（重大隐患）。", "重大事故隐患：报警器缺失"]
)
def test_problem_marked_with_another_level_is_asked_about(text):
    """Whether a hazard is put up for 挂牌督办 hangs on it."""
    result = read(("甲公司", text, "一般"))

    assert [(one.row, one.column) for one in result.errors] == [(2, "存在问题")]
    assert "重大" in result.errors[0].message and "“一般隐患”" in result.errors[0].message


def test_each_of_several_problems_is_compared_with_its_level():
    assert read(("甲公司", "1、灭火器过期（一般）2、报警器缺失（重大）", "一般")).errors
    result = read(("甲公司", "(1)（一般）灭火器过期(2)（重大）报警器缺失", "(1)一般(2)重大"))
    assert not result.errors and [one.kind for one in result.findings] == ["general_hazard", "major_hazard"]


@pytest.mark.parametrize(
    "text", ["重大危险源未备案（重大危险源）", "一般工贸企业未培训（东门）", "（3号楼）无水", "未见重大隐患台账"]
)
def test_other_words_in_brackets_are_no_level(text):
    assert not read(("甲公司", text, "一般")).errors


@pytest.mark.parametrize("name", ["甲公司、乙饭店", "甲公司/乙公司（东区）", "甲公司和乙厂", "甲公司\n乙超市"])
def test_several_bodies_in_one_cell_are_told(name):
    result = read((name, "灭火器过期", "一般"))

    assert not result.errors
    assert [(one.column, "含2个单位" in one.message) for one in result.warnings] == [("单位名称", True)]


@pytest.mark.parametrize("name", ["甲公司", "甲公司（乙饭店）", "甲、乙联合公司", "和平饭店", "甲公司/项目部"])
def test_one_body_is_one(name):
    assert enterprises_in(name) == [name] and not read((name, "灭火器过期", "一般")).warnings


@pytest.mark.parametrize(
    "text",
    [
        "1.1号楼灭火器过期；2.12号楼应急灯不亮", "Ⅰ、灭火器过期Ⅱ、应急灯不亮", "❶灭火器过期❷应急灯不亮",
        "㈠灭火器过期㈡应急灯不亮",
    ],
)  # fmt: skip
def test_more_ways_of_counting_are_parted(text):
    assert len(read(("甲公司", text, "一般")).findings) == 2


@pytest.mark.parametrize(
    "text",
    [
        "• 灭火器过期\n• 应急灯不亮",
        "a.灭火器过期；b.应急灯不亮",
        "1.灭火器过期；3.应急灯不亮",
        "2、灭火器过期\n3、灯不亮",
    ],
)
def test_list_that_is_not_parted_is_told(text):
    result = read(("甲公司", text, "一般"))

    assert len(result.findings) == 1
    assert ["可能含多条问题" in one.message for one in result.warnings] == [True]


@pytest.mark.parametrize(
    "text", ["安全距离1.2米；宽1.5米", "灭火器过期；应急灯不亮", "1、2、3号楼灭火器过期", "- 灭火器过期"]
)
def test_one_problem_is_not_told_as_a_list(text):
    assert not read(("甲公司", text, "一般")).warnings


@pytest.mark.parametrize(
    "due",
    [
        "①2026.12.5②2026.12.6",
        "(1)2026年12月5日(2)2026年12月6日",
        "⑴9日内⑵10日内",
        "1、9日内2、10日内",
        "[1]9日内[2]10日内",
    ],
)
def test_numbered_deadlines_that_begin_with_digits_belong_each_to_its_problem(due):
    head = (*HEAD, "整改期限")
    result = parsed(csv_bytes([head, ("甲公司", "①灭火器过期②应急灯不亮", "一般", due)]), on=date(2026, 11, 26))

    assert [one.due_on for one in result.findings] == [date(2026, 12, 5), date(2026, 12, 6)]


def test_deadlines_that_count_otherwise_are_not_parted():
    head = (*HEAD, "整改期限")
    result = parsed(
        csv_bytes([head, ("甲公司", "①灭火器过期②应急灯不亮", "一般", "①3日内②5日内③7日内")]), on=date(2026, 11, 26)
    )

    assert not result.findings and [one.column for one in result.errors] == ["整改期限"]
