"""Frozen data in, an official PDF out (GB/T 9704-2012). Pure: no models, no clock, no network."""

from records.rendering.documents import (
    compose_document,
    document_kinds,
    register_document_kind,
    render_document,
    render_drafts,
)
from records.rendering.errors import BadDocumentData, CannotRender
from records.rendering.kinds import register_own_kinds

__all__ = [
    "BadDocumentData",
    "CannotRender",
    "compose_document",
    "document_kinds",
    "register_document_kind",
    "render_document",
    "render_drafts",
]

register_own_kinds()
