"""What a verb row names as its `preview`: the paper before it gets its number."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from core.refusals import IllegalMove
from records.actions.preview import draft_pdf
from records.models import IssuedDocument
from records.rendering.errors import CannotRender

logger = logging.getLogger(__name__)

# A kind and the data it is made of.
Paper = tuple[str, dict]


def numbered_papers(result: Any, at: datetime) -> Callable[[], bytes]:
    """The papers that an action numbered at the instant `at`, in its transaction; `result` is not asked."""
    found = IssuedDocument.objects.filter(numbered_at=at).order_by("series", "number")
    return drawing([(document.kind, document.data) for document in found])


def drawing(papers: Sequence[Paper]) -> Callable[[], bytes]:
    """What draws these papers as one PDF, marked as a draft; it raises IllegalMove where there is none or none can be
    made, which the log tells whoever runs the machine."""
    return partial(_draw, tuple(papers))


def _draw(papers: Sequence[Paper]) -> bytes:
    if not papers:
        raise IllegalMove(_("No paper goes out with this; there is nothing to preview."))
    try:
        return draft_pdf(*papers)
    except CannotRender as reason:
        logger.error("No preview of %s: %s", ", ".join(kind for kind, _data in papers), reason)
        words = _("The preview cannot be made now; nothing is lost. Please tell whoever runs this system.")
        raise IllegalMove(words) from reason
