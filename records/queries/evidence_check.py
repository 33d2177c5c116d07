"""Are rows still tied to the bytes they were tied to, as the events of their beginning say? (R82)

exchanged    the row stands for other bytes than its event says
moved        the row belongs to something else than its event says
unattested   no event of ours says what bytes it stands for
removed      an event of ours says it was there, and the row is gone
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Model

from core.marks import mark_fits
from core.models import AuditEvent
from records.attested import ATTESTED, Attested, attested_of
from records.queries.blob_check import BlobDamage, verify_blobs

_CHUNK = 500


@dataclass(frozen=True)
class LinkDamage:
    """`sha256` is that of the bytes the row stands for now, `thing` its kind and id."""

    sha256: str
    problem: str
    thing: str


def verify_files() -> tuple[int, list[BlobDamage | LinkDamage]]:
    """How many files were read through, and which of them, or of the rows that name them, are not what they were."""
    checked, damage = verify_blobs()
    return checked, [*damage, *(one for attested in ATTESTED for one in _of(attested))]


def _of(attested: Attested) -> Iterator[LinkDamage]:
    name, kind = f"{attested.field}__sha256", attested.model._meta.model_name
    fields = [field for _key, field in attested.same]
    rows = attested.model._base_manager.order_by("pk").values_list("pk", name, *fields).iterator(chunk_size=_CHUNK)
    while chunk := list(islice(rows, _CHUNK)):
        events = _first_of_ours(attested, [str(pk) for pk, *_facts in chunk])
        for pk, sha256, *facts in chunk:
            if problem := _problem(attested, events.get(str(pk)), sha256 or "", facts):
                yield LinkDamage(sha256 or "", problem, f"{kind} {pk}")
    yield from _removed(attested)


def _first_of_ours(attested: Attested, ids: list[str]) -> dict[str, AuditEvent]:
    """By the row's id, the event of its beginning; one whose mark does not fit is none of ours."""
    found: dict[str, AuditEvent] = {}
    for event in _events(attested).filter(target_id__in=ids):
        if event.target_id not in found and mark_fits(event):
            found[event.target_id] = event
    return found


def _events(attested: Attested) -> Any:
    return AuditEvent.objects.filter(verb=attested.verb, target_kind=attested.model._meta.model_name).order_by("pk")


def _problem(attested: Attested, event: AuditEvent | None, sha256: str, facts: list) -> str:
    if event is None:
        return "unattested" if sha256 else ""
    if event.new.get(attested.key, "") != sha256:
        return "exchanged"
    told = [event.new.get(key) for key, _field in attested.same]
    return "" if told == facts else "moved"


def _removed(attested: Attested) -> Iterator[LinkDamage]:
    events = _events(attested).iterator(chunk_size=_CHUNK)
    while chunk := list(islice(events, _CHUNK)):
        ids = [event.target_id for event in chunk]
        there = {str(pk) for pk in attested.model._base_manager.filter(pk__in=ids).values_list("pk", flat=True)}
        for event in chunk:
            if (sha256 := event.new.get(attested.key)) and event.target_id not in there and mark_fits(event):
                yield LinkDamage(sha256, "removed", f"{event.target_kind} {event.target_id}")


def attested_sha256(thing: Model, field: str) -> str:
    """The hash of the bytes this row stands for, by its event; "" where none tells.

    Where no event bears a mark of ours (the log came back under another key), the first of the others counts: what
    was done to them is for verify_audit to say.
    """
    attested = attested_of(type(thing), field)
    events = list(_events(attested).filter(target_id=str(thing.pk)))
    ours = [event for event in events if mark_fits(event)]
    return (ours or events)[0].new.get(attested.key, "") if events else ""


def is_attested(thing: Model, field: str) -> bool:
    """Whether there is a file in `field`, and the one its event tells of."""
    blob = getattr(thing, field)
    return blob is not None and attested_sha256(thing, field) == blob.sha256
