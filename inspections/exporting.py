"""问题清单 as a file: the columns the import reads, so that an exported list can come back. In Chinese."""

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from inspections.importing import safe_cell
from inspections.importing.headers import heading_of
from inspections.vocabulary import HANDLING_WORDS, KIND_WORDS, RESPONSIBILITY_WORDS, STATUS_WORDS

COLUMNS = (
    ("number", 6), ("place", 24), ("subject_name", 28), ("credit_code", 22), ("sector", 14), ("kind", 14),
    ("text", 48), ("requirement", 28), ("handling", 16), ("supervising_department", 20), ("due", 14),
    ("legal_basis", 28), ("criterion", 28), ("topic_number", 10), ("responsibility_level", 12), ("suggestion", 24),
    ("found_on", 12), ("remark", 18),
)  # fmt: skip
STATUS_HEADING = "状态"


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
        "responsibility_level": RESPONSIBILITY_WORDS.get(finding.responsibility, ""),
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
