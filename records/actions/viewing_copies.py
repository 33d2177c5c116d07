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
from records.queries.evidence_check import attested_sha256

logger = logging.getLogger(__name__)

# Seconds of the processor; the largest picture that is taken needs a third of it.
_SECONDS = 10
_MEMORY_BYTES = 1024**3
# Of a copy in base64: 1600 pixels a side hardly compressed.
_ANSWER_BYTES = 16 * 1024**2


def make_viewing_copy(*, link: EvidenceLink, at: datetime) -> EvidenceLink:
    """Make the copy of a picture that awaits it, and note the device that took it.

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
            found = {"device": same.device, "viewing_copy": same.viewing_copy} if same else _stored(link.blob, seen)
            store(link, by=None, awaits_copy=False, **found)
            tell_copy(link, at=at)
    return link


def _looked_at_already(blob: Blob) -> EvidenceLink | None:
    """Another link to the same bytes with its copy. One whose copy was exchanged since is none: a new event would say
    of the exchanged bytes that they are the house's own."""
    same = EvidenceLink.objects.filter(blob=blob, viewing_copy__isnull=False).select_related("viewing_copy").first()
    if same is None or same.viewing_copy is None:
        return None
    return same if attested_sha256(same, "viewing_copy") == same.viewing_copy.sha256 else None


def _stored(blob: Blob, seen: dict[str, str]) -> dict[str, Any]:
    copy = base64.b64decode(seen["copy"])
    viewing_copy = store_bytes(copy, content_type=blob.content_type) if copy else None
    return {"device": without_undrawable(seen["device"]), "viewing_copy": viewing_copy}


def tell_copy(link: EvidenceLink, *, at: datetime) -> None:
    """The event that says which bytes people look at in place of the original; the house makes them."""
    if link.viewing_copy is not None:
        record_event(
            "evidence.prepare", target=link, by=None, on=None, at=at, new={"viewing_copy": link.viewing_copy.sha256}
        )


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
        return {"copy": "", "device": ""}
