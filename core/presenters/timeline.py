"""Events as people read them: the timeline beside a thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from core.access import Person
from core.event_words import ON_BEHALF_OF, change_labels, kept_from_timelines, label_or_verb
from core.models import AuditEvent
from core.transitions import registered_tables


@dataclass(frozen=True)
class Change:
    field: object
    old: object = ""
    new: object = ""


@dataclass(frozen=True)
class TimelineEntry:
    """One line of `_components/timeline.html`: `at` is the instant recorded, `on` the day of the fact or None, `actor`
    who did it: a body, with the name of who put down what it did. `by_house`: nobody did, the system."""

    at: datetime
    on: date | None
    actor: str
    label: object
    verb: str
    reason: str = ""
    changes: tuple[Change, ...] = ()
    by_house: bool = False


def timeline(things: Sequence[Model], user: Person, *, newest_first: bool = True) -> list[TimelineEntry]:
    """What happened to these things, as far as `user` may know.

    Ask only about things fetched through `visible_to(user)`: whoever sees the thing, by whichever of its scopes, reads
    the events of its own. Events of another scope out of his reach are left out even so: a thing issued to a unit
    keeps what the team did to it apart.
    """
    own = {scope_id for thing in things if (scope_id := getattr(thing, "scope_id", None))}
    reach = Q(scope_id=None) | Q(scope_id__in=own) | Q(scope_id__in=user.scopes_in_reach().values("pk"))
    events = AuditEvent.objects.of(*things).filter(reach).exclude(verb__in=kept_from_timelines())
    entries = [entry_of(event) for event in events]
    return entries[::-1] if newest_first else entries


def entry_of(event: AuditEvent) -> TimelineEntry:
    return TimelineEntry(
        at=event.at,
        on=event.on,
        actor=_actor(event),
        label=label_or_verb(event.verb),
        verb=event.verb,
        reason=event.reason,
        changes=tuple(_changes(event)),
        by_house=event.actor_id is None,
    )


def _actor(event: AuditEvent) -> str:
    body = event.new.get(ON_BEHALF_OF)
    if not body:
        return event.actor_name
    return _("%(body)s, recorded by %(name)s") % {"body": body, "name": event.actor_name}


def _changes(event: AuditEvent) -> Iterator[Change]:
    for key, words in change_labels().items():
        old, new = event.old.get(key, ""), event.new.get(key, "")
        if old == new:
            continue
        if key == "status":
            old, new = _status(event.verb, old), _status(event.verb, new)
        yield Change(field=words, old=old, new=new)


def _status(verb: str, status: Any) -> Any:
    table = registered_tables().get(verb.partition(".")[0])
    if table is None or status not in table.statuses.values:
        return status
    return table.statuses(status).label
