"""Columns, closed lists of words and errors by row and column."""

import time
from datetime import date, timedelta

import pytest
from django.utils import translation

from inspections.importing.dates import LONGEST_WORDS
from inspections.importing.row_reader import LONGEST
from inspections.importing.words import HANDLINGS, KINDS, RESPONSIBILITY_LEVELS
from inspections.models import Enterprise, Finding
from tests.inspections import importing_samples
from tests.inspections.importing_samples import DAY, HEADINGS, csv_bytes


@pytest.fixture
def en():
    with translation.override("en"):
        yield


def parsed(*rows):
    return importing_samples.parsed(csv_bytes(rows), "清单.csv", add_workdays=lambda day, n: day)


def places(result):
    return [(error.row, error.column) for error in result.errors]


def test_bullets_and_ticks_are_mended_and_a_picture_is_an_error_of_its_cell():
    """Words copied out of Word hold characters of its symbol face; an emoji has no place on a paper."""
    result = parsed(
        ("存在问题", "问题等级", "整改要求"),
        ("\uf0d8 灭火器过期✅", "一般隐患", "更换"),
        ("堵塞", "一般隐患", "清理🔥"),
    )

    assert [finding.text for finding in result.findings] == ["→ 灭火器过期√"]
    assert places(result) == [(3, "整改要求")]
    assert "U+1F525" in result.errors[0].message


def test_columns_of_a_full_ledger_are_understood():
    result = parsed(
        (
            "序号",
            "巡查轮次",
            "街道",
            "被检单位（全称，统一社会信用代码）",
            "地址",
            "检查日期",
            "检查人",
            "责任层面",
            "内容序号(1-9)",
            "行业领域",
            "问题描述(事实+位置+数量)",
            "依据（法规/标准条款）",
            "类别",
            "是否重大",
            "判定依据",
            "整改要求",
            "整改措施",
            "监管部门",
            "*整改期限：",
            "意见建议",
            "验收人",
            "备注",
        ),
        (
            "1",
            "第一轮",
            "兴仁街道",
            "甲公司（91370400MA3C12345X）",
            "光明路1号",
            "2020.8.30",
            "张三",
            "部门监管",
            "第三项",
            "工贸",
            "除尘系统缺失1套",
            "AQ 4273",
            "重大隐患",
            "是",
            "应急管理部令第10号第十一条",
            "停产停业整改",
            "加装",
            "应急局",
            "两个月内",
            "加强培训",
            "李四",
            "附图",
        ),
    )

    assert result.errors == ()
    assert result.ignored.columns == ("巡查轮次", "检查人", "整改措施", "验收人")
    finding = result.findings[0]
    assert (finding.place, finding.subject_name) == ("兴仁街道 光明路1号", "甲公司")
    assert finding.credit_code == "91370400MA3C12345X"
    assert (finding.kind, finding.handling) == ("major_hazard", "propose_suspension")
    assert (finding.topic_number, finding.responsibility_level) == (3, "department")
    assert (finding.found_on, finding.due_on, finding.due_text) == (date(2020, 8, 30), date(2020, 10, 30), "两个月内")
    assert (finding.legal_basis, finding.criterion) == ("AQ 4273", "应急管理部令第10号第十一条")
    assert (finding.requirement, finding.supervising_department) == ("停产停业整改", "应急局")
    assert (finding.suggestion, finding.remark, finding.sector) == ("加强培训", "附图", "工贸")


@pytest.mark.parametrize(
    "heading", ["存在问题", "问题描述", "隐患内容", "问题", " 存在 问题 ", "＊存在问题", "隐患内容："]
)
def test_heading_synonyms_for_the_problem(heading):
    assert parsed((heading, "隐患等级"), ("通道堵塞", "一般")).findings[0].text == "通道堵塞"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("重大事故隐患", "major_hazard"),
        ("重大隐患", "major_hazard"),
        ("重大", "major_hazard"),
        ("一般隐患", "general_hazard"),
        ("一般", "general_hazard"),
        ("工作问题", "problem"),
        ("管理问题", "problem"),
        ("违法违规问题", "violation"),
        ("非法违法违规问题", "violation"),
        ("非法违法", "violation"),
        ("问题线索", "lead"),
        ("意见建议", "suggestion"),
        (" 一般 隐患。", "general_hazard"),
    ],
)
def test_level_words(word, kind):
    assert parsed(("问题", "类别"), ("通道堵塞", word)).findings[0].kind == kind


@pytest.mark.parametrize("word", ["", "较大", "隐患", "严重", "一般/重大"])
def test_level_empty_or_unknown_is_an_error_and_never_guessed(word, en):
    result = parsed(("问题", "类别"), ("通道堵塞", "一般"), ("无水", word))

    assert places(result) == [(3, "类别")]
    assert "重大事故隐患" in result.errors[0].message
    assert "意见建议" in result.errors[0].message


@pytest.mark.parametrize(
    ("level", "flag", "kind"),
    [
        ("隐患", "是", "major_hazard"),
        ("隐患", "否", "general_hazard"),
        ("", "是", "major_hazard"),
        ("一般", "", "general_hazard"),
        ("一般", "是", None),
        ("重大", "否", None),
        ("", "否", None),
        ("重大", "大概", None),
    ],
)
def test_level_beside_a_column_for_major(level, flag, kind):
    result = parsed(("问题", "类别", "是否重大"), ("通道堵塞", level, flag))

    assert [finding.kind for finding in result.findings] == ([kind] if kind else [])
    assert bool(result.errors) == (kind is None)


def test_two_headings_with_one_meaning_are_an_error():
    result = parsed(("存在问题", "隐患内容", "等级"), ("通道堵塞", "无水", "一般"))

    assert result.findings == ()
    assert places(result) == [(1, "隐患内容")]
    assert "存在问题" in result.errors[0].message


def test_missing_heading_is_an_error_that_names_found_and_expected(en):
    result = parsed(("被检单位", "情形", "问题等级"), ("甲公司", "通道堵塞", "一般"))

    assert places(result) == [(1, "存在问题")]
    for word in ("“情形”", "隐患内容", "is missing"):
        assert word in result.errors[0].message


def test_file_without_any_heading_names_what_was_found():
    result = parsed(("甲公司", "通道堵塞"), ("乙公司", "无水"))

    assert places(result) == [(1, "存在问题"), (1, "问题等级")]
    assert "甲公司" in result.errors[0].message


def test_headings_without_rows_are_an_error():
    assert places(parsed(HEADINGS)) == [(1, "存在问题")]
    assert places(parsed(("序号", *HEADINGS), ("1",), ("2",))) == [(1, "存在问题")]


def test_errors_of_all_rows_come_at_once_by_row_and_column():
    result = parsed(
        ("清单",),
        ("被检单位", "统一社会信用代码", "类别", "问题", "整改期限", "内容序号", "责任层面", "检查日期", "处置方式"),
        ("甲", "", "一般", "通道堵塞", "三日内", "9", "属地管理", "8月30日", "限期整改"),
        ("乙", "9.137E+17", "小", "", "尽快", "10", "上级", "昨天", "罚款"),
        ("丙", "", "一般", "无水", "2020年2月30日", "", "", "", ""),
    )

    assert [finding.row for finding in result.findings] == [3]
    assert sorted(places(result)) == sorted(
        [
            (4, "统一社会信用代码"),
            (4, "类别"),
            (4, "问题"),
            (4, "整改期限"),
            (4, "内容序号"),
            (4, "责任层面"),
            (4, "检查日期"),
            (4, "处置方式"),
            (5, "整改期限"),
        ]
    )


def test_numbered_list_in_a_cell_becomes_findings_of_one_row():
    result = parsed(
        HEADINGS, ("甲公司", "一般", "1、通道堵塞；\n2、消火栓无水。", "三日内"), ("乙公司", "一般", "无灯", "")
    )

    assert [(f.row, f.subject_name, f.text, f.due_text) for f in result.findings] == [
        (2, "甲公司", "通道堵塞", "三日内"),
        (2, "甲公司", "消火栓无水。", "三日内"),
        (3, "乙公司", "无灯", ""),
    ]


@pytest.mark.parametrize("subject", ["甲公司" + " " * 30_000 + "乙", "(" * 30_000 + "1", "1、" + "1" * 30_000])
def test_long_cells_take_no_time(subject):
    started = time.process_time()

    parsed(HEADINGS, (subject, "一般", subject + "：1、通道堵塞；2、无水", ""), ("甲", subject, "无水", subject))

    assert time.process_time() - started < 2


def test_cell_longer_than_excel_allows_is_an_error():
    assert places(parsed(HEADINGS, ("甲" * 32_768, "一般", "无水", ""))) == [(2, "被检单位")]


def test_every_code_and_length_read_fits_the_record():
    """What the list says must go into the database whole, or be an error of its row before."""
    fields = {field.name: field for field in Finding._meta.get_fields()}
    codes = {"kind": KINDS, "handling": HANDLINGS, "responsibility": RESPONSIBILITY_LEVELS}

    for name, known in codes.items():
        assert set(known) == {value for value, _label in fields[name].choices}
    for name in ("sector", "supervising_department", "legal_basis", "criterion", "remark"):
        assert LONGEST[name] == fields[name].max_length
    assert LONGEST["street"] + 1 + LONGEST["place"] == fields["place"].max_length
    assert LONGEST["subject_name"] == Enterprise._meta.get_field("name").max_length
    assert fields["due_text"].max_length == LONGEST_WORDS


def test_cell_longer_than_the_record_is_an_error():
    heads = ("问题", "类别", "备注", "地址")

    assert places(parsed(heads, ("无水", "一般", "甲" * 300, "乙" * 149))) == []
    assert places(parsed(heads, ("无水", "一般", "甲" * 301, "乙" * 150))) == [(2, "地址"), (2, "备注")]


def test_column_without_heading_that_holds_something_is_told(en):
    result = parsed(("问题", "类别", "", "照片"), ("通道堵塞", "一般", "见附件", ""))

    assert result.ignored.columns == ("column 3, which has no heading", "照片")


@pytest.mark.parametrize(
    ("requirement", "due", "handling"),
    [
        ("", "当场", "fix_at_once"),
        ("限期整改", "", "fix_by_date"),
        ("停产整改", "三日内", "propose_suspension"),
        ("立即整改", "三日内", "fix_by_date"),
        ("立即整改", "", "fix_at_once"),
        ("清理通道", "", ""),
    ],
)
def test_handling_follows_deadline_and_requirement(requirement, due, handling):
    result = parsed((*HEADINGS, "整改要求"), ("甲公司", "一般", "通道堵塞", due, requirement))

    assert [finding.handling for finding in result.findings] == [handling]


def test_period_in_words_runs_from_the_day_the_row_names():
    result = parsed(
        ("类别", "存在问题", "检查日期", "整改期限"),
        ("一般隐患", "灭火器无压力", "2020-10-01", "三日内"),
        ("一般隐患", "灭火器无压力", "", "三日内"),
    )
    assert [row.due_on for row in result.findings] == [date(2020, 10, 4), DAY + timedelta(days=3)]
