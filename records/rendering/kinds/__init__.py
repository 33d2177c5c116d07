"""The document kinds that come with the house; other apps register theirs in AppConfig.ready()."""

from records.rendering.documents import register_document_kind
from records.rendering.kinds import annual_plan, general, rectification_review


def register_own_kinds():
    for kind, title, schema, compose in (
        ("annual_plan", "年度巡查工作方案", annual_plan.AnnualPlan, annual_plan.compose),
        ("rectification_review", "审核意见", rectification_review.RectificationReview, rectification_review.compose),
        ("notice", "通知", general.Outline, general.compose_notice),
        ("letter", "函", general.Outline, general.compose_letter),
    ):
        register_document_kind(kind, title=title, schema=schema, compose=compose)
