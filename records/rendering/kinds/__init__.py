"""The document kinds that come with the house; other apps register theirs in AppConfig.ready()."""

from records.rendering.documents import register_document_kind
from records.rendering.kinds import (
    advance_notice,
    feedback,
    general,
    inspection_report,
    rectification_review,
)


def register_own_kinds():
    for kind, title, schema, compose in (
        ("inspection_report", "巡查工作报告", inspection_report.InspectionReport, inspection_report.compose),
        ("feedback", "反馈意见", feedback.Feedback, feedback.compose),
        ("advance_notice", "进驻告知书", advance_notice.AdvanceNotice, advance_notice.compose),
        ("rectification_review", "审核意见", rectification_review.RectificationReview, rectification_review.compose),
        ("notice", "通知", general.Outline, general.compose_notice),
        ("letter", "函", general.Outline, general.compose_letter),
    ):
        register_document_kind(kind, title=title, schema=schema, compose=compose)
