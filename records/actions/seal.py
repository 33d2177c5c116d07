import logging
from itertools import islice

from django.db import IntegrityError, transaction

from core.marks import GENESIS, mark_fits, seal_of
from records.models import SealEntry
from records.queries.audit_chain import unsealed

logger = logging.getLogger(__name__)


def seal_waiting(*, limit: int = 500) -> int:
    """Seal up to `limit` events in one more batch of the chain; returns how many.

    Ids are given out before rows are committed, so a lower id may turn up after a higher one was sealed. It simply
    comes into a later batch: the chain's order is batch and position, and nothing reads an order into the ids.
    Two sealers at once read the same end of the chain and claim the same place; the unique place lets one win, and
    the other seals nothing this time. An event whose mark does not fit was not written by this house: it is never
    sealed, so verify_audit goes on naming it.
    """
    try:
        with transaction.atomic():
            last = SealEntry.objects.order_by("batch", "position").last()
            batch = last.batch + 1 if last else 1
            digest = last.digest if last else GENESIS
            entries = []
            for position, event in enumerate(islice(filter(mark_fits, unsealed().iterator()), limit), start=1):
                digest = seal_of(event, before=digest, batch=batch, position=position)
                entries.append(SealEntry(event_id=event.pk, batch=batch, position=position, digest=digest))
            SealEntry.objects.bulk_create(entries)
    except IntegrityError:
        return 0
    if entries:
        # Kept apart from the database, the line shows later that the end of the chain was not cut off.
        logger.info("Sealed %d events up to batch %d, digest %s", len(entries), batch, digest)
    return len(entries)
