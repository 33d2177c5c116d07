from core.frozen_data import frozen
from records.rendering import render_document


def draft_pdf(kind: str, data: dict) -> bytes:
    """The document as it would look, marked 草稿, without number, date or trace. Not stored anywhere.

    Raises BadDocumentData where the data do not fit the kind, CannotRender where fonts or libraries are missing.
    """
    return render_document(kind, frozen(data), number=None, issued_on=None, draft=True)
