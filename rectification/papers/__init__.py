"""Official papers of a rectification: what they hold and how they are set. Papers are in Chinese."""

from records.rendering import register_document_kind
from rectification.papers import (
    announcement,
    assessment,
    chase,
    copy_letter,
    correction_letter,
    extension,
    feedback,
    filed_report,
    hand_off,
    listing,
    objection,
    rectification_plan,
    review,
)
from rectification.papers.correction_letter import correction_title
from rectification.papers.feedback import feedback_title
from rectification.papers.review_data import review_data, review_title

__all__ = ["correction_title", "feedback_title", "register_papers", "review_data", "review_title"]


def register_papers() -> None:
    """Called in AppConfig.ready()."""
    register_document_kind("feedback", title="反馈意见", schema=feedback.Feedback, compose=feedback.compose)
    register_document_kind(
        "rectification_review", title="审核意见", schema=review.RectificationReview, compose=review.compose
    )
    register_document_kind(
        "correction_letter",
        title="更正函",
        schema=correction_letter.CorrectionLetter,
        compose=correction_letter.compose,
    )
    register_document_kind("hand_off", title="移交函", schema=hand_off.HandOffLetter, compose=hand_off.compose)
    register_document_kind(
        "rectification_report", title="整改情况报告", schema=filed_report.FiledReport, compose=filed_report.compose
    )
    register_document_kind(
        "rectification_plan",
        title="整改方案",
        schema=rectification_plan.PlanPaper,
        compose=rectification_plan.compose,
    )
    register_document_kind(
        "extension_form", title="延期审批表", schema=extension.ExtensionForm, compose=extension.compose
    )
    register_document_kind(
        "objection_answer", title="异议复核意见", schema=objection.ObjectionAnswer, compose=objection.compose
    )
    register_document_kind(
        "listing_notice", title="挂牌督办通知书", schema=listing.ListingNotice, compose=listing.compose_notice
    )
    register_document_kind(
        "removal_notice", title="摘牌通知书", schema=listing.RemovalNotice, compose=listing.compose_removal
    )
    register_document_kind("chase_note", title="催办单", schema=chase.ChasePaper, compose=chase.compose)
    register_document_kind("chase_letter", title="督促整改函", schema=chase.ChasePaper, compose=chase.compose)
    register_document_kind(
        "assessment_sheet", title="绩效考核情况表", schema=assessment.AssessmentSheet, compose=assessment.compose
    )
    register_document_kind("copy_letter", title="抄送函", schema=copy_letter.CopyPaper, compose=copy_letter.compose)
    register_document_kind(
        "announcement", title="通告", schema=announcement.AnnouncementPaper, compose=announcement.compose
    )
