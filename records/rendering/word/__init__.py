"""A document as a Word file that an office goes on writing in: what the PDF says, as near to its looks as Word can.

Not loaded with records.rendering: the library takes its time, and most of the house never asks for it.
"""

from datetime import date

from records.rendering.documents import compose_document, short_enough
from records.rendering.errors import BadDocumentData
from records.rendering.word.files import word_file

__all__ = ["render_word"]


def render_word(kind: str, data: dict, *, number: str | None, issued_on: date | None, draft: bool) -> bytes:
    """The document of render_document (records/rendering/documents.py) as .docx. Arguments and refusals are the same,
    but that Word asks for no font here."""
    if not draft and not (number and issued_on):
        raise BadDocumentData("An issued document needs its number and its date.")
    composition = short_enough(compose_document(kind, data))
    return word_file(composition, number=None if draft else number, issued_on=issued_on, draft=draft)
