"""A document as a Word file that an office goes on writing in: what the PDF says, as near to its looks as Word can."""

from datetime import date

from core.kept import KeptChild
from records.rendering.documents import compose_document, short_enough
from records.rendering.errors import BadDocumentData
from records.rendering.made import made_by
from records.typesetting.plain import plain

# The longest lists that are taken (2,000 rows) took 7 of these seconds on a slow machine, and 77 MB.
WRITER = KeptChild(
    "records.typesetting.word.files:docx_of", seconds=60, memory_bytes=512 * 1024**2, rest_bytes=128 * 1024**2,
    pieces=200, idle_seconds=600,
)  # fmt: skip


def render_word(kind: str, data: dict, *, number: str | None, issued_on: date | None, draft: bool) -> bytes:
    """The document of render_document (records/rendering/documents.py) as .docx. Arguments and refusals are the same,
    but that Word asks for no font here."""
    if not draft and not (number and issued_on):
        raise BadDocumentData("An issued document needs its number and its date.")
    composition = short_enough(compose_document(kind, data))
    return made_by(
        WRITER, composition=plain(composition), number=None if draft else number,
        issued_on=issued_on.isoformat() if issued_on else None, draft=draft,
    )  # fmt: skip
