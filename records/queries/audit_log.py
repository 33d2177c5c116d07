"""The log and everything outside the database that speaks for it, looked at together; nothing is written (ADR 20).

What is found besides the damage of rows (records/queries/audit_chain.py):

head missing      the file that says where the chain ends is gone, or empty
head changed      a line in it was changed, dropped or put in
head behind       the chain goes on behind it: lines were dropped from its end, or a sealer was killed a moment ago
missing           also: an event whose line stands in the journal, or whose number was given, and that is gone
changed           also: an event that is not the one whose line stands in the journal
triggers absent   somebody could have written into the log without being stopped
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection

from core import journal
from core.models import AuditEvent
from records import head
from records.engines import engine
from records.queries.audit_chain import Damage, end_of_chain, unsealed, verify_chain

_CHUNK = 500
# Of one run of numbers, so many are named one by one.
_NAMED = 100


@dataclass
class LogReport:
    """`notes` are lines for whoever ran the check: no damage, but good to know."""

    checked: int = 0
    damage: list[Damage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def verify_log(*, heads: Iterable[tuple[int, str]] = ()) -> LogReport:
    """`heads`: ends of batches known from elsewhere, such as a message or a backup."""
    report = LogReport()
    # Read before the rows: what is told there was committed by then.
    with head.held_still():
        lines, is_whole = head.read()
        told = {line for path in journal.files() for line in journal.read(path)}
        end = end_of_chain()
    copies = head.copies(lines[0].era) if lines else []
    ends = [(line.batch, line.digest) for line in [*lines, *copies]]
    report.checked, report.damage = verify_chain(heads=[*ends, *heads])
    report.damage += _of_head(lines, end.batch if end else 0, is_whole=is_whole)
    known = {one.event for one in report.damage}
    lost = [*_not_as_told(told), *_gaps(lines[0].top if lines else None)]
    report.damage += {one.event: one for one in lost if one.event not in known}.values()
    _look_at_triggers(report)
    _note(report, lines)
    return report


def _of_head(lines: list[head.HeadLine], end: int, *, is_whole: bool) -> Iterator[Damage]:
    if not is_whole:
        yield Damage(None, "head changed", lines[-1].batch if lines else None)
    elif not lines:
        if end or head.has_begun():
            yield Damage(None, "head missing")
    elif end > lines[-1].batch:
        yield Damage(None, "head behind", lines[-1].batch)


def _not_as_told(told: set[tuple[int, str]]) -> Iterator[Damage]:
    rest = iter(sorted(told))
    while chunk := list(islice(rest, _CHUNK)):
        there = dict(AuditEvent.objects.filter(pk__in=[pk for pk, _mark in chunk]).values_list("pk", "mark"))
        for pk, mark in chunk:
            if pk not in there:
                yield Damage(pk, "missing")
            elif there[pk] != mark:
                yield Damage(pk, "changed")


def _gaps(above: int | None) -> Iterator[Damage]:
    """Numbers given to events that are gone; what came before the head began is not asked after."""
    if above is None:
        return
    with connection.cursor() as cursor:
        for first, last in engine().lost_ids(cursor, above):
            yield from (Damage(pk, "missing") for pk in range(first, min(last + 1, first + _NAMED)))


def _look_at_triggers(report: LogReport) -> None:
    with connection.cursor() as cursor:
        if names := engine().missing(cursor):
            report.damage.append(Damage(None, "triggers absent"))
            report.notes.append(
                f"Triggers are absent or changed: {', '.join(names)}. Once you have looked, run migrate."
            )


def _note(report: LogReport, lines: list[head.HeadLine]) -> None:
    if lines and lines[0].reason:
        report.notes.append(f"The head was begun anew on {lines[0].at}: {lines[0].reason}")
    if waiting := unsealed().count():
        report.notes.append(f"{waiting} events have no seal yet.")
