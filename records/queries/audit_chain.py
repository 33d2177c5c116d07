"""Does the log still say what was written? (DESIGN §5)

What is found, and by what:

changed    a row whose mark does not fit its content, or whose sealed content differs
missing    a sealed row that is gone, or a place in the chain that is gone
inserted   a row without a mark of ours, or with the mark of another row (a copy)
reordered  a row that is as it was written, but not where it was sealed

cut        the chain ends before a batch that it once had

A row not sealed yet is no sign of anything: it is younger than the last run of the sealer, and its mark already
guards its content. Rows cut off the end together with their seals are found by what lies outside the database
(`heads`; records/queries/audit_log.py gathers it); within the chain nothing would show it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count, Exists, OuterRef, QuerySet

from core.marks import GENESIS, mark_fits, seal_fits
from core.models import AuditEvent
from records.models import SealEntry

_CHUNK = 1000


@dataclass(frozen=True)
class Damage:
    """`event` is the row's id, or None where only a place in the chain is known."""

    event: int | None
    problem: str
    batch: int | None = None
    position: int | None = None


def unsealed() -> QuerySet[AuditEvent]:
    """Events not in the chain yet, in the order of their ids."""
    return AuditEvent.objects.filter(~Exists(SealEntry.objects.filter(event_id=OuterRef("pk")))).order_by("pk")


def end_of_chain() -> SealEntry | None:
    return SealEntry.objects.order_by("batch", "position").last()


def verify_chain(*, heads: Iterable[tuple[int, str]] = ()) -> tuple[int, list[Damage]]:
    """How many events were looked at, and what is wrong. `heads`: pairs of batch and its last digest, from outside."""
    checked, damage = _verify_sealed(set(heads))
    for event in unsealed().iterator(chunk_size=_CHUNK):
        checked += 1
        if not mark_fits(event):
            damage.append(Damage(event.pk, "inserted"))
    return checked, damage + _copies()


def _verify_sealed(heads: set[tuple[int, str]]) -> tuple[int, list[Damage]]:
    checked, damage, before, last = 0, [], GENESIS, None
    wanted = {batch for batch, _digest in heads}
    ends = {0: GENESIS}
    for entry, event in _entries():
        gap = not _follows(entry, last)
        if gap:
            damage.append(Damage(None, "missing", entry.batch, entry.position - 1))
        if problem := _problem(entry, event, before="" if gap else before):
            damage.append(Damage(entry.event_id, problem, entry.batch, entry.position))
        checked += event is not None
        before, last = entry.digest, entry
        if entry.batch in wanted:
            ends[entry.batch] = entry.digest
    return checked, damage + _cut(heads, ends, last.batch if last else 0)


def _cut(heads: set[tuple[int, str]], ends: dict[int, str], last: int) -> list[Damage]:
    """Batches that were there once and are not: those within the chain, and the first behind its end."""
    gone = sorted({batch for batch, digest in heads if ends.get(batch) != digest})
    behind = [batch for batch in gone if batch > last]
    return [Damage(None, "missing", batch) for batch in gone if batch <= last] + [
        Damage(None, "cut", batch) for batch in behind[:1]
    ]


def _entries() -> Iterator[tuple[SealEntry, AuditEvent | None]]:
    """The chain in its order, each entry with its event or None."""
    entries = SealEntry.objects.order_by("batch", "position").iterator(chunk_size=_CHUNK)
    while chunk := list(islice(entries, _CHUNK)):
        events = AuditEvent.objects.in_bulk([entry.event_id for entry in chunk])
        for entry in chunk:
            yield entry, events.get(entry.event_id)


def _follows(entry: SealEntry, last: SealEntry | None) -> bool:
    if last is None or entry.batch != last.batch:
        return (entry.batch, entry.position) == (last.batch + 1 if last else 1, 1)
    return entry.position == last.position + 1


def _problem(entry: SealEntry, event: AuditEvent | None, *, before: str) -> str | None:
    """`before` is the digest this entry was chained to, or empty after a gap, where only the mark can speak."""
    if event is None:
        return "missing"
    if before and seal_fits(entry.digest, event, before=before, batch=entry.batch, position=entry.position):
        return None
    if not mark_fits(event):
        return "changed"
    return "reordered" if before else None


def _copies() -> list[Damage]:
    """Rows that carry the mark of another: every one but the first was put in from outside."""
    twice = AuditEvent.objects.exclude(mark="").order_by().values("mark").annotate(rows=Count("pk")).filter(rows__gt=1)
    seen, damage = set(), []
    for pk, mark in AuditEvent.objects.filter(mark__in=twice.values("mark")).order_by("pk").values_list("pk", "mark"):
        if mark in seen:
            damage.append(Damage(pk, "inserted"))
        seen.add(mark)
    return damage
