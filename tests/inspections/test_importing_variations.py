"""Variations of lists that are clear to a clerk, and those that mean two things and are asked about."""

from datetime import date

import pytest

from tests.inspections.importing_samples import book_of, csv_bytes, parsed, xlsx_bytes
from tests.inspections.test_importing_office_lists import FIFTH, HAZARD, MAJOR, ON, places


def deadline(words):
    [finding] = parsed(csv_bytes([("问题", "类别", "期限"), ("过期", "一般", words)]), on=ON).findings
    return finding.due_on, finding.handling


@pytest.mark.parametrize(
    ("words", "due"),
    [("12月上旬", date(2026, 12, 10)), ("12月中旬前", date(2026, 12, 20)), ("12月下旬", date(2026, 12, 31)),
     ("12月份底前完成", date(2026, 12, 31)), ("本月30日前", date(2026, 11, 30)), ("下月5日前", FIFTH),
     ("下周五前", date(2026, 12, 4)), ("本周内", date(2026, 11, 29)), ("四季度末", date(2026, 12, 31)),
     ("2026年第四季度", date(2026, 12, 31)), ("2027年上半年", date(2027, 6, 30)), ("12/5", FIFTH), ("12/5前", FIFTH),
     ("检查后3日内", date(2026, 11, 29)), ("自检查之日起7日内", date(2026, 12, 3)), ("2026.12.5前", FIFTH),
     ("２０２６年１２月５日", FIFTH)],
)  # fmt: skip
def test_deadlines_as_offices_speak(words, due):
    assert deadline(words) == (due, "fix_by_date")


@pytest.mark.parametrize("words", ["现场已整改", "已当场整改", "当场整改完毕", "立行立改（已完成）", "即知即改"])
def test_what_was_mended_on_the_spot_names_no_day(words):
    assert deadline(words) == (None, "fix_at_once")


@pytest.mark.parametrize(
    ("words", "likely"),
    [("12.5", FIFTH), ("12.5前", FIFTH), ("12-5", FIFTH), ("26.12.5", FIFTH), ("46361", FIFTH), ("5日前", FIFTH),
     ("12月", date(2026, 12, 31)), ("2026年12月", date(2026, 12, 31)), ("11月30日至12月5日", FIFTH),
     ("接通知后15日内", date(2026, 12, 11)), ("自收到通知书之日起10日内", date(2026, 12, 6)),
     ("通知下发后7日内", date(2026, 12, 3)), ("尽快", None), ("12月前", None), ("99999", None)],
)  # fmt: skip
def test_deadlines_that_may_mean_two_things_are_asked_about(words, likely):
    result = parsed(csv_bytes([("问题", "类别", "期限"), ("过期", "一般", words)]), on=ON)
    [asked] = result.questions
    assert places(result.errors) == [(2, "期限")]
    assert (asked.proposal, asked.written) == (likely, None)


@pytest.mark.parametrize(
    ("words", "found"),
    [("11/23", date(2026, 11, 23)), ("11月22日、23日", date(2026, 11, 23)), ("11.22-11.24", date(2026, 11, 24))],
)
def test_days_of_the_visit_as_offices_write_them(words, found):
    rows = [("检查时间", "问题", "类别"), (words, "过期", "一般")]
    assert [one.found_on for one in parsed(csv_bytes(rows), on=ON).findings] == [found]


@pytest.mark.parametrize(
    "heading",
    ["隐患具体情况描述", "检查发现的主要问题", "检查中发现的问题", "存在问题（隐患）及部位", "问题与隐患",
     "安全生产问题", "主要问题隐患描述", "问题隐患名称", "存在的突出问题", "隐患明细", "违法违规行为",
     "检查记录", "问题项"],
)  # fmt: skip
def test_headings_of_the_problem(heading):
    rows = [("序号", "企业名称", heading, "隐患等级"), (1, "甲", "过期", "一般")]
    assert [one.text for one in parsed(csv_bytes(rows)).findings] == ["过期"]


@pytest.mark.parametrize(
    "heading",
    [
        "整改期限要求",
        "要求整改完成期限",
        "整改时间节点",
        "拟整改完成时间",
        "预计整改时间",
        "整改截止日",
        "完成整改时限",
    ],
)
def test_headings_of_the_deadline(heading):
    rows = [("问题", "类别", heading), ("过期", "一般", "12月5日")]
    assert [one.due_on for one in parsed(csv_bytes(rows), on=ON).findings] == [FIFTH]


@pytest.mark.parametrize(
    "heading", ["整改完成时间", "完成日期", "实际整改期限", "整改完成情况", "问题清单", "整改责任人"]
)
def test_headings_that_say_something_else_are_not_read(heading):
    result = parsed(csv_bytes([("问题", "类别", heading), ("过期", "一般", "12月5日")]), on=ON)
    assert result.ignored.columns == (heading,)


@pytest.mark.parametrize(
    "heading",
    [
        "被检查单位/场所",
        "单位/企业名称",
        "受检主体",
        "门店名称",
        "问题所在单位",
        "项目名称",
        "生产单位",
        "企业（商户）名称",
    ],
)
def test_headings_of_the_body(heading):
    rows = [(heading, "问题", "类别"), ("甲", "过期", "一般")]
    assert [one.subject_name for one in parsed(csv_bytes(rows)).findings] == ["甲"]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("一般（C级）", HAZARD), ("【一般】", HAZARD), ("一般安全生产隐患", HAZARD), ("一般事故隐患（现场类）", HAZARD),
     ("重大（挂牌）", MAJOR), ("重大（已降级）", None), ("较大", None), ("一般问题", None)],
)  # fmt: skip
def test_words_of_levels(word, kind):
    rows = [("问题", "隐患等级判定"), ("过期", word)]
    assert [one.kind for one in parsed(csv_bytes(rows)).findings] == ([kind] if kind else [])


PAGES = ("序号", "受检单位", "存在的问题", "隐患等级", "整改时限", "责任人", "联系电话")


def test_groups_totals_repeated_headings_and_signatures_are_left_out():
    rows = [
        ("张范街道安全生产检查问题汇总表",), ("检查单位：第二巡查组", "", "", "检查日期：2026年11月23日"), PAGES,
        ("一、张范街道",), (1, "甲", "过期", "一般", "立即整改", "张三", "1"), ("小计", "", "1项"), ("第1页 共2页",),
        ("张范街道安全生产检查问题汇总表",), PAGES,
        (2, "乙", "堵塞", "一般", "12月5日", "李四", "2"), ("合计", "", "2项"),
        ("填表人：王五", "", "审核人：赵六"),
    ]  # fmt: skip
    book = book_of(rows)
    for area in ("A1:G1", "A4:G4", "A8:G8"):
        book.active.merge_cells(area)

    for result in (parsed(xlsx_bytes(book), on=ON), parsed(csv_bytes(rows), on=ON)):
        assert [(one.row, one.subject_name, one.text) for one in result.findings] == [
            (5, "甲", "过期"),
            (10, "乙", "堵塞"),
        ]
        assert result.ignored.columns == ("责任人", "联系电话")
        assert result.errors == ()


@pytest.mark.parametrize("separator", ["|", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_separators_and_encodings(separator, encoding):
    rows = [PAGES, (1, "甲", "过期", "一般", "12月5日", "", "")]
    result = parsed(csv_bytes(rows, separator=separator, encoding=encoding), on=ON)
    assert [(one.subject_name, one.due_on) for one in result.findings] == [("甲", FIFTH)]
