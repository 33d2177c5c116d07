"""The document kinds of this app: notice and report, orders to fix at once, interviews."""

from inspections.papers import advance_notice, case_transfer, inspection_report, interview, order
from records.rendering import register_document_kind


def register_kinds() -> None:
    for kind, title, schema, compose in (
        ("advance_notice", "进驻告知书", advance_notice.AdvanceNotice, advance_notice.compose),
        ("inspection_report", "巡查工作报告", inspection_report.InspectionReport, inspection_report.compose),
        ("case_transfer", "案卷移交表", case_transfer.CaseTransfer, case_transfer.compose),
        ("immediate_order", "立行立改通知书", order.OrderNotice, order.compose),
        ("interview_notice", "约谈通知书", interview.InterviewNotice, interview.compose_notice),
        ("interview_minutes", "约谈纪要", interview.InterviewMinutes, interview.compose_minutes),
    ):
        register_document_kind(kind, title=title, schema=schema, compose=compose)
