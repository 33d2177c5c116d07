"""The workbook offered for download. It is a Chinese document, so its words are written here directly."""

import io
from collections.abc import Collection

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from inspections.vocabulary import HANDLING_WORDS, KIND_WORDS, RESPONSIBILITY_WORDS

from .headers import heading_of
from .words import HANDLINGS, KINDS, RESPONSIBILITY_LEVELS

# Meaning of the column: its width, in characters.
COLUMNS = {
    "number": 6, "street": 14, "place": 22, "subject_name": 28, "credit_code": 22, "sector": 14, "kind": 16,
    "text": 44, "requirement": 28, "handling": 14, "supervising_department": 20, "due": 18, "legal_basis": 28,
    "criterion": 28, "topic_number": 10, "responsibility_level": 12, "suggestion": 24, "found_on": 14, "remark": 16,
}  # fmt: skip
# Refused on import when left in place.
EXAMPLE = {
    "number": "1",
    "street": "示例街道",
    "place": "示例路1号一层",
    "subject_name": "示例商贸有限公司",
    "sector": "消防",
    "kind": KIND_WORDS["general_hazard"],
    "text": "（示例，填写前请删除本行）一层疏散通道堆放杂物3处",
    "requirement": "清理疏散通道，保持畅通",
    "handling": HANDLING_WORDS["fix_by_date"],
    "supervising_department": "消防救援大队",
    "due": "三日内",
    "legal_basis": "《消防法》第二十八条",
    "topic_number": "3",
    "responsibility_level": RESPONSIBILITY_WORDS["enterprise"],
    "found_on": "2026-03-02",
    "remark": "示例",
}
GUIDE = (
    ("表头", "各列名称请勿修改，不用的列可以留空或删除；“存在问题”“问题等级”两列必须填写。"),
    ("问题等级", "只能填写：" + "、".join(words[0] for words in KINDS.values()) + "。"),
    ("存在问题", "一行填写一个问题；同一单元格内按“1、…2、…”编号的，导入时自动拆分为多个问题。"),
    ("整改期限", "可填日期（2026-10-31、2026年10月31日、10月31日）、期限（三日内、15个工作日内、两个月内）、当场、"
                "立行立改、已停业、长期坚持，也可留空。“三日内”当日不计入。"),
    ("判定依据", "重大事故隐患请写明判定标准的名称和条款。"),
    ("内容序号", "对应巡查内容的项次，填写数字：{numbers}。"),
    ("统一社会信用代码", "18位，请按文本格式填写。"),
    ("示例行", "“问题清单”第2行为示例，填写前请删除，未删除将无法导入。"),
)  # fmt: skip
LAST_VALIDATED_ROW = 5_000
_FILL = PatternFill("solid", fgColor="DCE6F4")


def template_workbook(*, topic_numbers: Collection[int]) -> bytes:
    """An XLSX file: headings, one example row, lists to choose from, and a sheet that explains the columns.

    `topic_numbers` are those of the ruleset of the round.
    """
    numbers = [str(number) for number in topic_numbers]
    book = Workbook()
    sheet = book.active
    sheet.title = "问题清单"
    sheet.append([heading_of(field) for field in COLUMNS])
    sheet.append([EXAMPLE.get(field, "") for field in COLUMNS])
    sheet.freeze_panes = "A2"
    letters = {}
    for index, (field, width) in enumerate(COLUMNS.items(), start=1):
        letters[field] = get_column_letter(index)
        sheet.column_dimensions[letters[field]].width = width
        heading, example = sheet.cell(1, index), sheet.cell(2, index)
        heading.font, heading.fill = Font(bold=True), _FILL
        heading.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        example.font = Font(italic=True, color="808080")
        example.alignment = Alignment(vertical="top", wrap_text=True)
    # As text, so that Excel does not shorten the code to a number.
    sheet.column_dimensions[letters["credit_code"]].number_format = "@"
    _offer(sheet, letters["kind"], [words[0] for words in KINDS.values()])
    _offer(sheet, letters["handling"], [words[0] for words in HANDLINGS.values()])
    _offer(sheet, letters["responsibility_level"], [words[0] for words in RESPONSIBILITY_LEVELS.values()])
    _offer(sheet, letters["topic_number"], numbers)
    guide = book.create_sheet("填写说明")
    for column, words in GUIDE:
        guide.append((column, words.format(numbers="、".join(numbers))))
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 20, 90
    for cell in guide["B"]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _offer(sheet, letter: str, words: list[str]) -> None:
    validation = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
    validation.errorTitle, validation.error = "填写有误", "请从下拉列表中选择。"
    validation.add(f"{letter}2:{letter}{LAST_VALIDATED_ROW}")
    sheet.add_data_validation(validation)
