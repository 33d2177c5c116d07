"""问题清单 as a file: the columns the import reads, so that an exported list can come back. In Chinese."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from inspections.importing import safe_cell
from inspections.importing.headers import heading_of

COLUMNS = (
    ("number", 6), ("place", 24), ("subject_name", 28), ("credit_code", 22), ("sector", 14), ("kind", 14),
    ("text", 48), ("requirement", 28), ("handling", 16), ("supervising_department", 20), ("due", 14),
    ("legal_basis", 28), ("criterion", 28), ("topic_number", 10), ("responsibility_level", 12), ("suggestion", 24),
    ("found_on", 12), ("remark", 18),
)  # fmt: skip
STATUS_HEADING = "状态"
KIND_WORDS = {
    "problem": "工作问题", "general_hazard": "一般隐患", "major_hazard": "重大事故隐患", "violation": "违法违规问题",
    "lead": "问题线索", "suggestion": "意见建议",
}  # fmt: skip
HANDLING_WORDS = {"fix_at_once": "立行立改", "fix_by_date": "限期整改", "propose_suspension": "停产停业整改"}
DUTY_WORDS = {"local": "属地管理", "department": "部门监管", "enterprise": "企业主体"}
STATUS_WORDS = {"draft": "待确认", "confirmed": "已确认", "withdrawn": "已撤回"}


def headings() -> list[str]:
    return [*(heading_of(field) for field, _width in COLUMNS), STATUS_HEADING]


def cells(finding) -> list[str]:
    enterprise = finding.enterprise
    values = {
        "number": str(finding.number),
        "place": finding.place,
        "subject_name": finding.subject_name,
        "credit_code": enterprise.credit_code if enterprise else "",
        "sector": finding.sector,
        "kind": KIND_WORDS[finding.kind],
        "text": finding.text,
        "requirement": finding.requirement,
        "handling": HANDLING_WORDS.get(finding.handling, ""),
        "supervising_department": finding.supervising_department,
        "due": finding.due_on.isoformat() if finding.due_on else finding.due_text,
        "legal_basis": finding.legal_basis,
        "criterion": finding.criterion,
        "topic_number": str(finding.topic_number or ""),
        "responsibility_level": DUTY_WORDS.get(finding.responsibility, ""),
        "suggestion": finding.suggestion,
        "found_on": finding.found_on.isoformat(),
        "remark": finding.remark,
    }
    return [safe_cell(values[field]) for field, _width in COLUMNS] + [STATUS_WORDS[finding.status]]


def findings_csv(findings) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings())
    writer.writerows(cells(finding) for finding in findings)
    return out.getvalue().encode("utf-8-sig")


def findings_workbook(findings) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "问题清单"
    sheet.append(headings())
    for finding in findings:
        sheet.append(cells(finding))
    sheet.freeze_panes = "A2"
    for index, (_field, width) in enumerate((*COLUMNS, ("status", 10)), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
