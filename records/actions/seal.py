import logging
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, connection, transaction

from core import journal
from core.marks import GENESIS, mark_fits, seal_fits, seal_of
from core.models import AuditEvent
from records import head
from records.engines import engine
from records.models import SealEntry
from records.queries.audit_chain import end_of_chain, unsealed

logger = logging.getLogger(__name__)


_BATCH = 500
_BATCHES_A_RUN = 40


def seal_all() -> int:
    """Seal the events written since the last run, or most of them after a long pause; returns how many. Raises
    HeadProblem, OSError."""
    sealed = 0
    for _batch in range(_BATCHES_A_RUN):
        count = seal_waiting(limit=_BATCH)
        sealed += count
        if count < _BATCH:
            break
    return sealed


def seal_waiting(*, limit: int = 500) -> int:
    """Seal up to `limit` events in one more batch of the chain; returns how many.

    Ids are given out before rows are committed, so a lower id may turn up after a higher one was sealed. It simply
    comes into a later batch: the chain's order is batch and position, and nothing reads an order into the ids.
    Two sealers at once wait for each other; where they have no folder in common they read the same end of the chain
    and claim the same place, the unique place lets one win, and the other seals nothing this time. An event whose
    mark does not fit was not written by this house: it is never sealed, so verify_audit goes on naming it.

    The head outside the database gets its line after the commit. Raises HeadProblem, and seals nothing, where it and
    the chain's end do not fit: more seals would only cover what happened (ADR 20).
    """
    with head.locked():
        line = _line_at_end()
        try:
            entries, events = _seal(line, limit)
        except IntegrityError:
            return 0
        if entries:
            last = entries[-1]
            head.add(
                head.HeadLine(
                    kind=head.SEAL,
                    era=line.era,
                    batch=last.batch,
                    events=line.events + len(entries),
                    top=max(line.top, *(event.pk for event in events)),
                    digest=last.digest,
                    at=max(event.at for event in events).isoformat(),
                ),
                after=line,
            )
            logger.info("Sealed %d events up to batch %d, digest %s", len(entries), last.batch, last.digest)
        if len(entries) < limit:
            _drop_journals()
        head.note_run()
    return len(entries)


@transaction.atomic(durable=True)
def _seal(line: head.HeadLine, limit: int) -> tuple[list[SealEntry], list[AuditEvent]]:
    batch, digest = line.batch + 1, line.digest
    events = list(islice(filter(mark_fits, unsealed().iterator()), limit))
    entries = []
    for position, event in enumerate(events, start=1):
        digest = seal_of(event, before=digest, batch=batch, position=position)
        entries.append(SealEntry(event_id=event.pk, batch=batch, position=position, digest=digest))
    SealEntry.objects.bulk_create(entries)
    return entries, events


def _line_at_end() -> head.HeadLine:
    """The head's last line, which must be of the chain's last batch.

    Two beginnings are no sign of anything: a chain that has none yet, and a sealer that was killed between its commit
    and its line, which is made good. Raises HeadProblem.
    """
    line, end = head.last(), end_of_chain()
    if problem := head.misfit(line, end):
        raise head.HeadProblem(problem)
    if line is None:
        first = AuditEvent.objects.order_by("pk").values_list("pk", flat=True).first() or 1
        return head.begin(batch=0, events=0, top=first - 1, digest=GENESIS)
    if end and end.batch > line.batch:
        return _made_good(line, end)
    return line


def _made_good(line: head.HeadLine, end: SealEntry) -> head.HeadLine:
    """With the one batch that has no line yet. It counts only where it follows from the line before and is ours."""
    digest, top, at = line.digest, line.top, line.at
    entries = list(SealEntry.objects.filter(batch=end.batch))
    events = AuditEvent.objects.in_bulk([entry.event_id for entry in entries])
    for position, entry in enumerate(entries, start=1):
        event = events.get(entry.event_id)
        if event is None or not seal_fits(entry.digest, event, before=digest, batch=line.batch + 1, position=position):
            raise head.HeadProblem("the last batch of the chain does not follow from the head")
        digest, top, at = entry.digest, max(top, event.pk), event.at.isoformat()
    new = head.HeadLine(head.SEAL, line.era, end.batch, line.events + len(entries), top, digest, at)
    return head.add(new, after=line)


def _drop_journals() -> None:
    """Lines whose events are under seal have said what they had to say. What is closed now, a later run drops."""
    for path in journal.closed():
        told = list(journal.read(path))
        ids = [pk for pk, _mark in told]
        events, sealed = AuditEvent.objects.in_bulk(ids), SealEntry.objects.in_bulk(ids, field_name="event_id")
        if all(pk in sealed and pk in events and events[pk].mark == mark for pk, mark in told):
            path.unlink()
    journal.close()


def begin_head(*, reason: str, at: datetime) -> head.HeadLine:
    """Begin the head anew at the end the chain has now. `reason` stands in it, and verify_audit says it from then on.

    By whoever holds the machine, after he has looked, or by a restore. What lay outside the database is laid aside.
    """
    with head.locked(), connection.cursor() as cursor:
        end = end_of_chain()
        return head.begin(
            batch=end.batch if end else 0,
            events=SealEntry.objects.count(),
            top=engine().highest_id(cursor),
            digest=end.digest if end else GENESIS,
            at=at,
            reason=reason[:200],
        )
