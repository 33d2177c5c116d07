"""The document kinds that come with the house; other apps register theirs in AppConfig.ready()."""

from records.rendering.documents import register_document_kind
from records.rendering.kinds import general


def register_own_kinds():
    for kind, title, schema, compose in (
        ("notice", "通知", general.Outline, general.compose_notice),
        ("letter", "函", general.Outline, general.compose_letter),
    ):
        register_document_kind(kind, title=title, schema=schema, compose=compose)
