import logging
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import DatabaseError, transaction

from core import journal
from core.access import Person
from core.event_words import verb_label
from core.frozen_data import frozen
from core.marks import mark_of
from core.models import AuditEvent

logger = logging.getLogger(__name__)

# Rows a statement.
_CHUNK = 500

# Printed for what the house does by itself. A printed name is a fact like a person's, so the same in every language.
HOUSE_NAME = "系统"


def record_event(
    verb: str,
    *,
    target: Any,
    by: Person | None,
    on: date | None,
    at: datetime,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
    reason: str = "",
    scope_id: int | None = None,
) -> AuditEvent:
    """Write who did what to what, in the caller's transaction (R81).

    `on` is the day of the fact or None where it has none, `at` the instant of recording. `by` None stands for
    the house itself (a scheduled job). Raises KeyError for a verb without a label.
    """
    event = new_event(verb, target=target, by=by, on=on, at=at, old=old, new=new, reason=reason, scope_id=scope_id)
    event.save(force_insert=True)
    journal.keep(event)
    return event


def record_events(events: Iterable[AuditEvent]) -> None:
    """Write events made by `new_event`, many a statement, in the caller's transaction."""
    rest = iter(events)
    while chunk := list(islice(rest, _CHUNK)):
        AuditEvent.objects.bulk_create(chunk)
        for event in chunk:
            journal.keep(event)


def new_event(
    verb: str,
    *,
    target: Any,
    by: Person | None,
    on: date | None,
    at: datetime,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
    reason: str = "",
    scope_id: int | None = None,
) -> AuditEvent:
    """The event, marked but not stored: record_events stores many at once."""
    verb_label(verb)
    event = AuditEvent(
        actor_id=by.pk if by else None,
        actor_name=by.printed_name if by else HOUSE_NAME,
        verb=str(verb),
        target_kind=target._meta.model_name,
        target_id=str(target.pk),
        target_version=getattr(target, "version", None),
        # Broken numbers as strings: PostgreSQL would give them back written in its own way, and the mark not fit.
        old=frozen(old or {}, parse_float=str),
        new=frozen(new or {}, parse_float=str),
        reason=str(reason),
        on=on,
        at=at,
        address=by.address if by else "",
        scope_id=scope_id if scope_id is not None else getattr(target, "scope_id", None),
    )
    event.mark = mark_of(event)
    return event


def record_refusal(*, request: Any, at: datetime) -> AuditEvent | None:
    """Leave a trace of a refusal (R15): a forged request is a fact the audit administrator must find.

    Where the database takes nothing the trace goes to the log of the process, and None comes back: what is refused
    stays refused.
    """
    try:
        with transaction.atomic():
            return record_event(
                "access.refused",
                target=request.user,
                by=request.user,
                on=None,
                at=at,
                new={"path": request.path, "method": request.method},
            )
    except DatabaseError as failure:
        logger.error(
            "Refused and not recorded (%s): user %s, %s %r", failure, request.user.pk, request.method, request.path
        )
        return None
