"""From templates to a PDF: filled in here, set by a process kept for it (records/typesetting), no box in place of a
character."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from core.kept import KeptChild
from records.rendering.errors import CannotRender, ProcessFailed
from records.rendering.fonts import font_stylesheet, missing_libraries, require_fonts
from records.rendering.made import made_by

STYLES = "records/documents/official.css"
TAG = re.compile(r"<[^>]*>")
# At rest it holds some 150 MB, with the faces of a paper loaded.
REST_BYTES = 256 * 1024**2
# The longest lists that are taken (2,000 rows) need a quarter of these seconds and of this memory.
LIMITS = {
    "seconds": 60, "memory_bytes": 3 * 1024**3, "rest_bytes": REST_BYTES, "pieces": 200, "idle_seconds": 600,
}  # fmt: skip
TYPESETTER = KeptChild(
    "records.typesetting.sheets:pdf_of", **LIMITS, environment=("FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME")
)


@dataclass(frozen=True)
class Sheets:
    """One document: its template, what that prints, and the CSS that is added after the official one."""

    template: str
    context: dict
    stylesheet: str


def render_pdfs(documents) -> bytes:
    """The PDF bytes of these documents (Sheets), one after the other, each counting its own pages. The same input
    gives the same bytes on one machine.

    Raises CannotRender when a library, a font, a character or a picture is missing, or the process that sets papers
    came to an end or to its bounds.
    """
    return html_to_pdf([source_of(one) for one in documents])


def source_of(sheets: Sheets) -> tuple[str, str]:
    """Its HTML and its CSS."""
    styles = font_stylesheet() + render_to_string(STYLES) + sheets.stylesheet
    return render_to_string(sheets.template, sheets.context), styles


def html_to_pdf(documents) -> bytes:
    """`documents`: pairs of HTML and CSS. Raises as render_pdfs."""
    require_fonts("".join(TAG.sub("", html) for html, _styles in documents))
    try:
        return made_by(TYPESETTER, documents=documents, own_folder=str(Path(settings.STATICFILES_DIRS[0]).resolve()))
    except ProcessFailed as failure:
        if problems := missing_libraries():
            raise CannotRender(" ".join(problems)) from failure
        raise
