from core.frozen_data import frozen
from records.rendering import render_drafts


def draft_pdf(*papers: tuple[str, dict]) -> bytes:
    """These papers (kind, data) as they would look, one after the other, marked 草稿, without number, date or trace.
    Not stored anywhere.

    Raises BadDocumentData where the data do not fit the kind, CannotRender where fonts or libraries are missing.
    """
    return render_drafts([(kind, frozen(data)) for kind, data in papers])
