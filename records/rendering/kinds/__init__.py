"""The document kinds that come with the house; other apps register theirs in AppConfig.ready()."""

from records.rendering.documents import register_document_kind
from records.rendering.kinds import (
    advance_notice,
    general,
    inspection_report,
)


def register_own_kinds():
    for kind, title, schema, compose in (
        ("inspection_report", "巡查工作报告", inspection_report.InspectionReport, inspection_report.compose),
        ("advance_notice", "进驻告知书", advance_notice.AdvanceNotice, advance_notice.compose),
        ("notice", "通知", general.Outline, general.compose_notice),
        ("letter", "函", general.Outline, general.compose_letter),
    ):
        register_document_kind(kind, title=title, schema=schema, compose=compose)
