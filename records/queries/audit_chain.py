"""Does the log still say what was written? (DESIGN §5)

What is found, and by what:

changed    a row whose mark does not fit its content, or whose sealed content differs
missing    a sealed row that is gone, or a place in the chain that is gone
inserted   a row without a mark of ours, or with the mark of another row (a copy)
reordered  a row that is as it was written, but not where it was sealed

A row not sealed yet is no sign of anything: it is younger than the last run of the sealer, and its mark already
guards its content. Rows cut off the end together with their seals are found by comparing with a digest the sealer
logged (`heads`); within the chain nothing would show it.
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


def verify_chain(*, heads: Iterable[tuple[int, str]] = ()) -> tuple[int, list[Damage]]:
    """How many events were looked at, and what is wrong. `heads`: pairs of batch and its last digest, from the log."""
    checked, damage = _verify_sealed(dict(heads))
    for event in unsealed().iterator(chunk_size=_CHUNK):
        checked += 1
        if not mark_fits(event):
            damage.append(Damage(event.pk, "inserted"))
    return checked, damage + _copies()


def _verify_sealed(heads: dict[int, str]) -> tuple[int, list[Damage]]:
    checked, damage, before, last, ends = 0, [], GENESIS, None, {}
    for entry, event in _entries():
        gap = not _follows(entry, last)
        if gap:
            damage.append(Damage(None, "missing", entry.batch, entry.position - 1))
        if problem := _problem(entry, event, before="" if gap else before):
            damage.append(Damage(entry.event_id, problem, entry.batch, entry.position))
        checked += event is not None
        before, last = entry.digest, entry
        if entry.batch in heads:
            ends[entry.batch] = entry.digest
    cut = [Damage(None, "missing", batch) for batch, digest in heads.items() if ends.get(batch) != digest]
    return checked, damage + cut


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
