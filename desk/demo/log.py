"""Events of the twins, so that the log of a nation is as long as one: each finding was recorded by somebody."""

from collections.abc import Collection
from uuid import UUID

from accounts.models import User
from core.marks import mark_of
from core.models import AuditEvent
from desk.demo.engines import load
from inspections.models import Finding

# Findings read at once.
_ROWS = 2000


def write_log(originals: Collection[UUID]) -> int:
    """One event for every finding that is none of `originals`; returns how many."""
    names = {user.pk: user.printed_name for user in User.objects.all()}
    twins = Finding.objects.exclude(pk__in=originals).values_list(
        "pk", "version", "scope_id", "recorded_by_id", "found_on", "recorded_at", "kind"
    )
    events = (
        _marked(
            AuditEvent(
                actor_id=recorded_by, actor_name=names[recorded_by], verb="finding.record", target_kind="finding",
                target_id=str(pk), target_version=version, old={}, new={"kind": kind}, on=found_on, at=recorded_at,
                scope_id=scope,
            )
        )
        for pk, version, scope, recorded_by, found_on, recorded_at, kind in twins.iterator(_ROWS)
    )  # fmt: skip
    return load(events, AuditEvent)


def _marked(event: AuditEvent) -> AuditEvent:
    event.mark = mark_of(event)
    return event
