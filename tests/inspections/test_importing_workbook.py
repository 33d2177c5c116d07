"""Workbooks as people keep them."""

import io
import zipfile
from datetime import date, datetime, time

from openpyxl.styles.numbers import FORMAT_DATE_YYYYMMDD2

from tests.inspections import importing_samples
from tests.inspections.importing_samples import HEADINGS, book_of, csv_bytes, list_read, xlsx_bytes


def parsed(book):
    return importing_samples.parsed(xlsx_bytes(book), "清单.xlsx")


def test_merged_cells_are_filled_down_and_right():
    book = book_of(
        [
            ("序号", "街道", "地址", *HEADINGS),
            (1, "兴仁街道", "", "甲公司", "一般隐患", "通道堵塞", "三日内"),
            ("", "", "", "", "", "消火栓无水", ""),
            (2, "兴城街道", "光明路", "乙公司", "工作问题", "未培训", ""),
        ]
    )
    for area in ("A2:A3", "B2:C2", "D2:D3", "E2:E3", "G2:G3"):
        book.active.merge_cells(area)

    result = parsed(book)

    assert result.errors == ()
    assert [(f.row, f.subject_name, f.text, f.due_on) for f in result.findings] == [
        (2, "甲公司", "通道堵塞", date(2020, 9, 4)),
        (3, "甲公司", "消火栓无水", date(2020, 9, 4)),
        (4, "乙公司", "未培训", None),
    ]
    assert result.findings[0].place == "兴仁街道 兴仁街道"


def test_record_merged_over_two_lines_is_one_finding():
    book = book_of([HEADINGS, ("甲公司", "一般隐患", "通道堵塞", "三日内"), (), ("乙公司", "一般隐患", "无水", "")])
    for letter in "ABCD":
        book.active.merge_cells(f"{letter}2:{letter}3")

    assert [finding.row for finding in parsed(book).findings] == [2, 4]


def test_headings_in_two_lines_use_the_lower_one():
    book = book_of(
        [
            ("被检单位", "问题等级", "存在问题", "整改情况", ""),
            ("", "", "", "整改要求", "整改期限"),
            ("甲公司", "一般隐患", "通道堵塞", "清理", "三日内"),
        ]
    )
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        book.active.merge_cells(area)

    result = parsed(book)

    assert result.errors == ()
    assert [(f.row, f.requirement, f.due_text) for f in result.findings] == [(3, "清理", "三日内")]


def test_hidden_and_empty_rows_are_left_out_and_told():
    row = ("甲公司", "一般隐患", "通道堵塞", "")
    book = book_of([HEADINGS, row, row, (), ("", "", "　", ""), row])
    book.active.row_dimensions[3].hidden = True

    result = parsed(book)

    assert [finding.row for finding in result.findings] == [2, 6]
    assert [row.row for row in result.ignored.rows] == [3]


def test_first_visible_sheet_with_headings_is_taken():
    book = book_of([("填写说明",), ("请按要求填写",)])
    hidden, lists = book.create_sheet("旧"), book.create_sheet("清单")
    for sheet, text in ((hidden, "旧问题"), (lists, "新问题")):
        sheet.append(HEADINGS)
        sheet.append(("甲公司", "一般隐患", text, ""))
    hidden.sheet_state = "hidden"

    sheet, _mapping, rows = list_read(xlsx_bytes(book), "清单.xlsx")

    assert sheet.name == "清单"
    assert rows[0].cells[2] == "新问题"


def test_numbers_dates_and_truth_are_read_as_people_see_them():
    midnight = datetime.combine(date(2020, 10, 31), time())
    book = book_of(
        [
            (*HEADINGS, "内容序号", "检查日期", "是否重大", "备注", "行业领域"),
            (101.0, "一般隐患", 12, midnight, 3.0, date(2020, 8, 30), False, 2.50, "工\r\n贸_x000D_"),
        ]
    )

    result = parsed(book)

    assert result.errors == ()
    finding = result.findings[0]
    assert (finding.subject_name, finding.text, finding.remark) == ("101", "12", "2.5")
    assert (finding.due_on, finding.due_text) == (date(2020, 10, 31), "2020-10-31")
    assert (finding.topic_number, finding.found_on, finding.sector) == (3, date(2020, 8, 30), "工\n贸")


def test_built_in_chinese_date_format_is_a_date():
    """Format 31 (2020年10月31日) is built into Chinese Excel and may stand in a file without its definition."""
    book = book_of([HEADINGS, ("甲公司", "一般隐患", "通道堵塞", 44135)])
    book.active["D2"].number_format = FORMAT_DATE_YYYYMMDD2
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(book))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/styles.xml":
                content = content.replace(b'numFmtId="164" fontId', b'numFmtId="31" fontId')
                start, end = content.index(b"<numFmts"), content.index(b"</numFmts>") + len(b"</numFmts>")
                content = content[:start] + content[end:]
            new.writestr(name, content)

    result = importing_samples.parsed(out.getvalue(), "a.xlsx")

    assert result.errors == ()
    assert result.findings[0].due_on == date(2020, 10, 31)


def test_formula_gives_its_last_value_and_a_failed_one_is_an_error():
    book = book_of([HEADINGS, ('=A9&"公司"', "一般隐患", "通道堵塞", "")])
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(book))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"</f><v />", "</f><v>甲公司</v>".encode())
            content = content.replace(b"</f><v></v>", "</f><v>甲公司</v>".encode())
            if b"\xe7\x94\xb2" in content:
                content = content.replace(b'<c r="A2">', b'<c r="A2" t="str">')
            new.writestr(name, content)
    result = importing_samples.parsed(data.getvalue(), "a.xlsx")
    assert [finding.subject_name for finding in result.findings] == ["甲公司"]

    failed = parsed(book_of([HEADINGS, ("甲公司", "一般隐患", "#REF!", "#N/A")]))
    assert [(error.row, error.column) for error in failed.errors] == [(2, "存在问题"), (2, "整改期限")]


def test_text_that_looks_like_a_formula_stays_text():
    texts = ["=1+1", "+86电话未公示", "-1层通道堵塞", "@全体人员未培训"]
    book = book_of([HEADINGS, *[("甲公司", "一般隐患", "", "")] * len(texts)])
    for number, text in enumerate(texts, start=2):
        cell = book.active.cell(number, 3)
        cell.value, cell.data_type = text, "s"
    plain = csv_bytes([HEADINGS, *[("甲公司", "一般隐患", text, "") for text in texts]])

    assert [finding.text for finding in parsed(book).findings] == texts
    from_csv = importing_samples.parsed(plain, "a.csv")
    assert [finding.text for finding in from_csv.findings] == texts


def test_headings_printed_on_every_page_are_no_findings():
    row = ("甲公司", "一般隐患", "通道堵塞", "")

    result = parsed(book_of([HEADINGS, row, HEADINGS, row]))

    assert result.errors == ()
    assert [finding.row for finding in result.findings] == [2, 4]
