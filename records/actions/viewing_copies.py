"""Viewing copies of pictures, made after the upload: whoever sent the picture has his answer by then."""

import base64
import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from core.actions.events import record_event
from core.actions.moves import store
from core.bounded import OverBounds, WorkFailed, run_bounded
from core.texts import without_undrawable
from core.transitions import lock
from records.actions.blobs import store_bytes
from records.models import Blob, EvidenceLink
from records.queries.evidence_check import is_attested

logger = logging.getLogger(__name__)

# What is made of a picture, as fields of its link.
COPIES = ("viewing_copy", "thumbnail")

# Seconds of the processor; the largest picture that is taken needs a third of it.
_SECONDS = 10
_MEMORY_BYTES = 1024**3
# Of a copy in base64: 1600 pixels a side hardly compressed.
_ANSWER_BYTES = 16 * 1024**2


def make_viewing_copy(*, link: EvidenceLink, at: datetime) -> EvidenceLink:
    """Make the copies of a picture that awaits them, large and small, and note the device that took it.

    1. Outside of any transaction and in a process of its own, look at the picture; the same bytes kept for many things
       are looked at once.
    2. Store the copy and the link; where somebody else did meanwhile, nothing.

    A picture that cannot be looked at, within these bounds, is kept without a copy. Raises OSError where the store is
    away, core.bounded.Busy where the machine has no process for it just now: the link goes on waiting.
    """
    same = _looked_at_already(link.blob)
    seen = _seen(link.blob) if same is None else {}
    with transaction.atomic():
        link = lock(link)
        if link.awaits_copy:
            found = _as_of(same) if same else _stored(seen)
            store(link, by=None, awaits_copy=False, **found)
            tell_copy(link, at=at)
    return link


def _looked_at_already(blob: Blob) -> EvidenceLink | None:
    """Another link to the same bytes with its copy. One whose copy was exchanged since is none: a new event would say
    of the exchanged bytes that they are the house's own."""
    made = EvidenceLink.objects.filter(blob=blob, viewing_copy__isnull=False, thumbnail__isnull=False)
    same = made.select_related("viewing_copy", "thumbnail").first()
    return same if same is not None and all(is_attested(same, field) for field in COPIES) else None


def _as_of(same: EvidenceLink) -> dict[str, Any]:
    return {"device": same.device, "viewing_copy": same.viewing_copy, "thumbnail": same.thumbnail}


def _stored(seen: dict[str, str]) -> dict[str, Any]:
    copy, small = base64.b64decode(seen["copy"]), base64.b64decode(seen["small"])
    return {
        "device": without_undrawable(seen["device"]),
        "viewing_copy": store_bytes(copy, content_type=seen["content_type"]) if copy else None,
        "thumbnail": store_bytes(small, content_type="image/jpeg") if small else None,
    }


def tell_copy(link: EvidenceLink, *, at: datetime) -> None:
    """The event that says which bytes people look at in place of the original, large and small; the house makes
    them."""
    made = {field: copy.sha256 for field in COPIES if (copy := getattr(link, field)) is not None}
    if made:
        record_event("evidence.prepare", target=link, by=None, on=None, at=at, new=made)


def _seen(blob: Blob) -> dict[str, str]:
    try:
        with blob.file.open("rb") as file:
            data = file.read()
        return run_bounded(
            "records.viewing_copies:look", data, seconds=_SECONDS, memory_bytes=_MEMORY_BYTES,
            answer_bytes=_ANSWER_BYTES,
        )  # fmt: skip
    except (OverBounds, WorkFailed, FileNotFoundError) as failure:
        logger.warning("No viewing copy can be made of %s: %s", blob.sha256, failure)
        return {"copy": "", "small": "", "content_type": "", "device": ""}
