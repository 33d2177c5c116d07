"""The document kinds of this app: the notice and the report."""

from inspections.papers import advance_notice, case_transfer, inspection_report
from records.rendering import register_document_kind


def register_kinds() -> None:
    for kind, title, schema, compose in (
        ("advance_notice", "进驻告知书", advance_notice.AdvanceNotice, advance_notice.compose),
        ("inspection_report", "巡查工作报告", inspection_report.InspectionReport, inspection_report.compose),
        ("case_transfer", "案卷移交表", case_transfer.CaseTransfer, case_transfer.compose),
    ):
        register_document_kind(kind, title=title, schema=schema, compose=compose)
