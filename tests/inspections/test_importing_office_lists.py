"""Each kind of list that offices keep, with the values an office clerk reads in it."""

from dataclasses import replace
from datetime import date

import pytest

from inspections.importing import (
    KnownFinding,
    Mapping,
    UnreadableFile,
    guess_mapping,
    parse_book,
    read_book,
    shape_of,
)
from inspections.importing.workbook import STRICT
from tests.inspections.importing_samples import book_of, csv_bytes, parsed, xlsx_bytes
from tests.inspections.office_lists import office_list
from tests.inspections.test_importing_files import GOOD_BOOK, rewritten

ON = date(2026, 11, 26)
HAZARD, MAJOR, VIOLATION, WORK = "general_hazard", "major_hazard", "violation", "problem"
FIFTH = date(2026, 12, 5)

# Key: findings as (row, kind, beginning of the text), errors and warnings as (row, column), rows left out.
TABLE = {
    "a01": (
        [(6, HAZARD, "一号桥：桥面"), (6, HAZARD, "一号桥：模板"), (6, HAZARD, "二号涵：基坑"), (7, HAZARD, "沉淀池")],
        [], [(5, "问题等级"), (5, "被检单位")], [8],
    ),
    "a01b": (
        [(6, HAZARD, "一号桥：桥面"), (6, HAZARD, "一号桥：模板"), (6, HAZARD, "二号涵：基坑"), (7, HAZARD, "沉淀池")],
        [], [(5, "被检单位")], [8],
    ),
    "a02": ([(3, HAZARD, "桥面"), (4, MAJOR, "起重设备")], [], [(2, "被检单位")], []),
    "a03": ([(3, HAZARD, "桥面"), (4, HAZARD, "配电箱")], [], [(2, "被检单位")], [5]),
    "a05": ([(3, HAZARD, "安全阀")], [], [(2, "被检单位")], []),
    "a06": ([(4, HAZARD, "脚手架"), (5, MAJOR, "塔吊")], [], [(3, "被检单位")], []),
    "a10": (
        [(2, HAZARD, "灭火器"), (2, HAZARD, "疏散"), (2, HAZARD, "电线"), (3, HAZARD, "灭火器"), (3, HAZARD, "疏散")],
        [], [], [],
    ),
    "a10b": ([(2, HAZARD, "灭火器"), (2, HAZARD, "疏散")], [], [], []),
    "a11": ([(2, HAZARD, "灭火器"), (3, HAZARD, "指示灯"), (2, MAJOR, "可燃气体")], [], [], []),
    "a12": ([(2, HAZARD, "灭火器")], [], [], []),
    "a13": ([(2, HAZARD, "灭火器")], [], [], []),
    "a15": ([(4, HAZARD, "灭火器"), (6, HAZARD, "软管")], [], [], [3, 5, 7, 8]),
    "a15b": ([(2, HAZARD, "灭火器")], [], [], [3]),
    "a16": (
        [(row, HAZARD, f"问题{row - 1}") for row in (2, 3, 6, 7, 11, 12)],
        [
            (4, "整改期限"), (5, "检查日期"), (8, "检查日期"), (8, "整改期限"), (9, "检查日期"), (10, "检查日期"),
            (10, "整改期限"),
        ],
        [(6, "检查日期"), (7, "检查日期")], [],
    ),
    "a18": ([(2, HAZARD, "灭火器")], [], [(1, "等级")], []),
    "a18b": ([(2, HAZARD, "灭火器")], [], [(1, "处置方式")], []),
    "a22": ([(4, HAZARD, "灭火器"), (4, HAZARD, "指示灯"), (5, HAZARD, "软管"), (6, MAJOR, "货架")], [], [], [7]),
    "a24": ([], [(1, "存在问题")], [], []),
    "a30": ([(2, HAZARD, "货架")], [], [(1, "")], []),
    "a32": ([(2, HAZARD, "灭火器"), (3, HAZARD, "指示灯")], [], [], []),
    "a32b": ([(2, HAZARD, "灭火器"), (3, HAZARD, "指示灯"), (4, HAZARD, "电线"), (5, HAZARD, "通道")], [], [], []),
    "a33": ([(2, HAZARD, "灭火器")], [], [], [3, 4, 5]),
    "a34": (
        [(row, HAZARD, "灭火器") for row in range(2, 7)], [],
        [(3, "存在问题"), (4, "存在问题"), (5, "被检单位"), (6, "存在问题")], [],
    ),
    "a36": ([(2, HAZARD, "灭火器"), (3, HAZARD, "灭火器")], [], [(3, "存在问题")], []),
    "a39": ([], [(1, "问题等级")], [], []),
    "a40": ([(2, HAZARD, "限位")], [], [(1, "被检单位")], []),
    "a42": (
        [(2, HAZARD, "灭火器"), (3, HAZARD, "指示灯"), (4, HAZARD, "电线"), (5, HAZARD, "货架")], [],
        [(3, "企业名称"), (4, "企业名称")], [],
    ),
    "a43": (
        [(2, HAZARD, "灭火器"), (6, VIOLATION, "证照")],
        [(3, "隐患级别"), (4, "隐患级别"), (5, "隐患级别")], [], [],
    ),
    "b01": ([(4, HAZARD, "灭火器"), (4, HAZARD, "指示灯"), (5, HAZARD, "软管"), (6, MAJOR, "货架")], [], [], [7]),
    "b05": ([(2, HAZARD, "→ 灭火器过期；√已现场告知 √")], [], [], []),
    "b07": ([(2, WORK, "旧名称"), (3, WORK, "新名称"), (4, WORK, "简称"), (5, WORK, "加前缀")], [], [], []),
}  # fmt: skip


def read(key, **facts):
    return parsed(office_list(key), "清单", on=ON, **facts)


def places(messages):
    return [(one.row, one.column) for one in messages]


@pytest.mark.parametrize("key", TABLE)
def test_list_is_read_as_a_clerk_reads_it(key):
    findings, errors, warnings, ignored = TABLE[key]

    result = read(key)

    assert [(one.row, one.kind) for one in result.findings] == [(row, kind) for row, kind, _text in findings]
    for one, (_row, _kind, text) in zip(result.findings, findings, strict=True):
        assert one.text.startswith(text)
    assert places(result.errors) == errors
    assert places(result.warnings) == warnings
    assert [one.row for one in result.ignored.rows] == ignored


def test_numbered_requirements_and_deadlines_belong_each_to_its_problem():
    first, second, third, *_others = read("a10").findings

    assert (first.requirement, first.due_on, first.handling) == ("更换灭火器", None, "fix_at_once")
    assert (second.requirement, second.due_on) == ("修复指示灯", FIFTH)
    assert (third.requirement, third.due_on) == ("拆除", date(2026, 12, 10))


def test_requirements_numbered_otherwise_are_given_whole_and_told():
    head = ("企业名称", "存在问题", "类别", "整改要求")
    result = parsed(csv_bytes([head, ("甲", "1.过期；2.不亮；3.私拉", "一般", "1.更换；2.修复")]))

    assert {one.requirement for one in result.findings} == {"1.更换；2.修复"}
    assert places(result.warnings) == [(2, "整改要求")]


def test_what_stands_in_sheets_columns_and_rows_unread_is_said():
    assert read("a12").ignored.sheets == ("汇总",)
    assert read("a13").ignored.sheets == ("填表说明",)
    assert read("a06").ignored.sheets == ("整改通知单",)
    assert "实际完成日期" in read("a40").ignored.columns
    assert "风险等级" in read("a39").ignored.columns
    assert "整改责任单位/施工" in read("a03").ignored.columns
    assert read("a18b").ignored.columns == ("处置方式",)
    assert read("a18b").findings[0].handling == "fix_by_date"


def test_both_sheets_are_named_in_what_is_told():
    assert [(one.sheet, one.row) for one in read("a11").findings] == [
        ("一般隐患", 2),
        ("一般隐患", 3),
        ("重大隐患", 2),
    ]


def test_same_as_above_and_blank_below_take_what_stands_there():
    assert [(one.subject_name, one.due_on) for one in read("a32").findings] == [("丁酒店", FIFTH)] * 2
    assert {one.subject_name for one in read("a32b").findings} == {"丁酒店"}
    merged = read("a42").findings
    assert [one.subject_name for one in merged] == ["丁酒店"] * 3 + ["戊超市"]
    assert [one.found_on for one in merged] == [date(2026, 11, 23)] * 3 + [date(2026, 11, 24)]
    assert [one.due_on for one in merged] == [FIFTH] * 3 + [date(2026, 12, 6)]


def test_days_with_a_clock_or_a_span_are_days():
    assert {(one.found_on, one.due_on) for one in read("a36").findings} == {(date(2026, 11, 23), FIFTH)}
    assert [one.found_on for one in read("a16").findings][2:4] == [date(2026, 11, 24)] * 2
    assert read("a40").findings[0].due_on == FIFTH


OWN = {"own_names": ("张范新城街道", "张范街道办事处"), "other_names": ("兴仁街道办事处", "兴仁街道")}
STREETS = [
    ("所属街道", "企业名称", "存在问题", "类别"),
    ("张范街道办", "甲", "过期", "一般"),
    ("兴仁街道", "乙", "不亮", "一般"),
    ("枣庄高新区张范街道办事处", "丙", "私拉", "一般"),
    ("某某镇", "丁", "堵塞", "一般"),
    ("高新路片区", "戊", "漏水", "一般"),
]


def test_rows_of_other_subdistricts_are_left_out_and_told():
    result = parsed(csv_bytes(STREETS), **OWN)

    assert [one.row for one in result.findings] == [2, 4, 6]
    assert [one.row for one in result.ignored.rows] == [3, 5]
    assert places(result.warnings) == [(6, "所属街道"), (1, "所属街道")]


def test_list_of_other_subdistricts_alone_is_refused():
    assert places(parsed(csv_bytes(STREETS[:1] + STREETS[2:3]), **OWN).errors) == [(1, "所属街道")]


TICKS = [
    ("序号", "企业名称", "存在问题", "隐患等级", "", "整改期限"),
    ("", "", "", "一般", "重大", ""),
    (1, "甲", "过期", "√", "", ""),
    (2, "乙", "不亮", "", "✔", ""),
    (3, "丙", "私拉", "√", "√", ""),
    (4, "丁", "堵塞", "", "", ""),
]


@pytest.mark.parametrize("merge", [True, False])
def test_ticks_under_the_words_of_levels(merge):
    book = book_of(TICKS)
    if merge:
        for area in ("D1:E1", "A1:A2", "B1:B2", "C1:C2", "F1:F2"):
            book.active.merge_cells(area)

    result = parsed(xlsx_bytes(book))

    assert [(one.row, one.kind) for one in result.findings] == [(3, HAZARD), (4, MAJOR)]
    assert [row for row, _column in places(result.errors)] == [5, 6]


def test_box_ticked_in_one_cell():
    result = parsed(csv_bytes([("存在问题", "等级"), ("过期", "☑一般 □重大"), ("不亮", "□一般 ☑重大")]))
    assert [one.kind for one in result.findings] == [HAZARD, MAJOR]


@pytest.mark.parametrize(
    ("title", "kind"),
    [("某街道一般隐患清单", HAZARD), ("重大事故隐患台账", MAJOR), ("重大事故隐患排查整治专项行动问题清单", None),
     ("一般和重大隐患清单", None), ("问题清单", None)],
)  # fmt: skip
def test_level_said_by_the_title_alone(title, kind):
    result = parsed(csv_bytes([(title,), ("企业名称", "隐患描述"), ("甲", "过期")]))

    assert [one.kind for one in result.findings] == ([kind] if kind else [])
    assert places(result.errors if kind is None else result.warnings) == [(2, "问题等级")]


def test_columns_of_types_and_levels_stand_together():
    head = ("企业名称", "问题类别", "存在问题", "隐患等级")
    rows = [("甲", "工作问题", "未培训", ""), ("乙", "消防", "过期", "一般"), ("丙", "问题线索", "某事", "一般")]
    result = parsed(csv_bytes([head, *rows]))

    assert [(one.row, one.kind) for one in result.findings] == [(2, WORK), (3, HAZARD)]
    assert places(result.errors) == [(4, "问题类别")]


@pytest.mark.parametrize(("name", "subject"), [("甲公司", "甲公司"), ("某局", "")])
def test_enterprise_under_the_heading_of_whoever_inspects(name, subject):
    result = parsed(csv_bytes([("检查单位", "存在问题", "类别"), (name, "过期", "一般")]))

    assert [one.subject_name for one in result.findings] == [subject]
    assert places(result.warnings) == [(1, "检查单位" if subject else "被检单位")]


def test_note_below_that_says_all_are_of_one_kind():
    result = parsed(csv_bytes([("单位", "隐患"), ("甲", "过期"), ("以上问题均为一般隐患", "")]))
    assert [(one.row, one.kind) for one in result.findings] == [(2, HAZARD)]
    assert [one.row for one in result.ignored.rows] == [3]


def test_names_of_sheets_say_the_level_and_hidden_ones_are_left_out():
    book = book_of([("序号", "单位", "隐患"), (1, "甲", "过期")])
    book.active.title = "一般隐患"
    for name, text in (("重大隐患清单", "泄漏"), ("旧", "旧问题")):
        sheet = book.create_sheet(name)
        sheet.append(("序号", "单位", "隐患"))
        sheet.append((1, "乙", text))
    book["旧"].sheet_state = "hidden"

    result = parsed(xlsx_bytes(book))

    assert [(one.sheet, one.kind) for one in result.findings] == [("一般隐患", HAZARD), ("重大隐患清单", MAJOR)]
    assert result.ignored.sheets == ("旧",)


def test_enterprise_as_group_heading_where_no_column_names_any():
    book = book_of(
        [("序号", "问题描述", "等级"), ("一、甲商行",), (1, "过期", "一般"), ("二、消防领域",), (2, "漏", "一般")]
    )
    for area in ("A2:C2", "A4:C4"):
        book.active.merge_cells(area)

    assert [one.subject_name for one in parsed(xlsx_bytes(book)).findings] == ["甲商行", ""]


def test_column_below_what_came_later_is_not_the_problem():
    head = [("序号", "企业", "存在问题", "等级", "复查情况", "", "期限"), ("", "", "", "", "存在问题", "日期", "")]
    book = book_of([*head, (1, "甲", "过期", "一般", "无", "2026-12-01", "三日内")])
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2"):
        book.active.merge_cells(area)

    result = parsed(xlsx_bytes(book), on=ON)

    assert [(one.text, one.due_on) for one in result.findings] == [("过期", date(2026, 11, 29))]
    assert result.ignored.columns == ("复查情况/存在问题", "复查情况/日期")


def test_record_merged_over_two_lines_beside_a_column_that_is_not():
    book = book_of([("企业", "问题", "等级", "照片"), ("甲", "过期", "一般", "a"), ("", "", "", "b")])
    for letter in "ABC":
        book.active.merge_cells(f"{letter}2:{letter}3")

    result = parsed(xlsx_bytes(book))

    assert [one.row for one in result.findings] == [2]
    assert [one.row for one in result.ignored.rows] == [3]


def test_what_is_remembered_of_a_form_is_taken_for_its_next_list():
    rows = [("情形", "单位", "等级"), ("过期", "甲", "一般")]
    book = read_book(csv_bytes(rows), "清单")
    shape = shape_of(book.sheets[0])
    chosen = replace(guess_mapping(book).sheets[0], columns={0: "text", 1: "subject_name", 2: "kind"})
    following = read_book(csv_bytes([("十二月",), *rows, ("漏", "乙", "重大")]), "清单")

    mapping = guess_mapping(following, {shape: chosen})

    assert shape_of(following.sheets[0]) == shape
    assert mapping.sheets[0].header_last == 2
    assert Mapping.of_plain(mapping.as_plain()) == mapping
    result = parse_book(following, mapping, reference_on=ON, topic_numbers=())
    assert [(one.text, one.kind) for one in result.findings] == [("过期", HAZARD), ("漏", MAJOR)]


def test_group_heading_over_rows_without_a_body_is_asked_about():
    book = book_of([("序号", "企业名称", "存在问题", "类别"), ("甲商行",), (1, "", "过期", "一般")])
    book.active.merge_cells("A2:D2")
    assert places(parsed(xlsx_bytes(book)).errors) == [(3, "企业名称")]


@pytest.mark.parametrize(
    "words", ["无", "未发现问题", "/", "经检查未发现安全隐患。", "暂无", "现场检查正常", "未见异常"]
)
def test_row_that_says_there_is_none(words):
    result = parsed(csv_bytes([("企业名称", "存在问题", "类别"), ("甲", "过期", "一般"), ("乙", words, "")]))
    assert [one.row for one in result.findings] == [2]
    assert [one.row for one in result.ignored.rows] == [3]


@pytest.mark.parametrize("words", ["无证上岗", "未发现应急预案", "无灭火器", "正常通道堵塞"])
def test_problem_that_only_begins_like_none_is_one(words):
    assert [one.text for one in parsed(csv_bytes([("问题", "类别"), (words, "一般")])).findings] == [words]


def test_two_codes_of_one_name_are_an_error_and_a_cut_code_too():
    head = ("企业名称", "统一社会信用代码", "存在问题", "类别")
    codes = parsed(
        csv_bytes([head, ("甲", "91110000600037341L", "a1", "一般"), ("甲", "91350100M000100Y43", "a2", "一般")])
    )
    cut = parsed(csv_bytes([head, ("甲", "913704001234567000", "过期", "一般"), ("乙", "9.1370E+17", "过期", "一般")]))

    assert places(codes.errors) == [(3, "统一社会信用代码")]
    assert places(cut.errors) == [(2, "统一社会信用代码"), (3, "统一社会信用代码")]


def test_formula_without_a_result_is_an_error_where_it_is_read():
    result = parsed(
        xlsx_bytes(book_of([("序号", "存在问题", "类别"), ("=ROW()-1", "过期", "一般"), (2, "=A1", "一般")]))
    )
    assert [one.row for one in result.findings] == [2]
    assert places(result.errors) == [(3, "存在问题")]


def test_day_outside_of_the_stay_and_year_that_cannot_be_meant():
    head = ("检查日期", "存在问题", "类别", "整改期限")
    rows = [
        ("2026-11-20", "a1", "一般", ""),
        ("2026-11-21", "a2", "一般", "2062-12-05"),
        ("", "a3", "一般", "2029-12-05"),
    ]
    result = parsed(csv_bytes([head, *rows]), on=ON, stay=(date(2026, 11, 21), ON))

    assert places(result.errors) == [(2, "检查日期"), (3, "整改期限")]
    assert (4, "整改期限") in places(result.warnings)


def test_cell_of_a_day_that_cannot_be_meant_is_an_error():
    book = book_of([("检查日期", "问题", "类别", "期限"), (date(9999, 12, 31), "过期", "一般", "三日内")])
    assert places(parsed(xlsx_bytes(book)).errors) == [(2, "检查日期")]


@pytest.mark.parametrize(
    ("words", "due"),
    [("限期七日", date(2026, 12, 3)), ("当日", ON), ("月底前", date(2026, 11, 30)), ("12月5日前，长期坚持", FIFTH),
     ("12月5日前并长期坚持", FIFTH), ("限3日内整改", date(2026, 11, 29)), ("下月底前", date(2026, 12, 31))],
)  # fmt: skip
def test_words_of_deadlines(words, due):
    assert [
        one.due_on for one in parsed(csv_bytes([("问题", "类别", "期限"), ("过期", "一般", words)]), on=ON).findings
    ] == [due]


KNOWN = KnownFinding("3", "甲公司", "灭火器过期。")


@pytest.mark.parametrize("include", [False, True])
def test_recorded_row_is_told_and_left_out_unless_chosen(include):
    rows = [("被检单位", "存在问题", "类别"), ("甲公司", "灭火器 过期", "一般"), ("甲公司", "不亮", "一般")]
    result = parsed(csv_bytes(rows), known=[KNOWN], include_known=include)

    assert places(result.duplicates) == [(2, "存在问题")]
    assert [one.row for one in result.findings] == ([2, 3] if include else [3])


def test_strict_workbook_is_diagnosed():
    strict = rewritten(GOOD_BOOK, "xl/workbook.xml", lambda xml: xml.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", STRICT + b"spreadsheetml/main"))  # fmt: skip
    with pytest.raises(UnreadableFile, match="严格 Open XML"):
        parsed(strict)
