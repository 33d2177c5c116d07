"""The end that every action shares: status, changed fields, version, history, event."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from simple_history.utils import bulk_create_with_history

from core.access import Person
from core.actions.events import new_event, record_event, record_events
from core.texts import house_text
from core.transitions import Transition

# Rows a statement.
_CHUNK = 500

# Whatever thing comes in goes out.
T = TypeVar("T", bound=Any)


def _settle_texts(thing: Any, names: Iterable[str]) -> None:
    """Bring these fields into the form in which texts are kept, whatever way they came in: page, list or command."""
    for name in names:
        text = getattr(thing, name)
        if type(text) is str and text:
            setattr(thing, name, house_text(text, name))


def store(thing: T, *, by: Person | None, **changes: Any) -> T:
    """Write these fields of a locked thing, with a new version and the author in its history. Raises Undrawable."""
    for name, value in changes.items():
        setattr(thing, name, value)
    _settle_texts(thing, changes)
    thing._history_user = by
    thing.version += 1
    thing.save(update_fields=[*changes, "version"])
    return thing


def apply_move(
    thing: T,
    move: Transition,
    *,
    by: Person | None,
    on: date | None,
    at: datetime,
    reason: str = "",
    new: dict[str, Any] | None = None,
    scope_id: int | None = None,
    **changes: Any,
) -> T:
    """Take a checked move: write status and `changes`, and the event `noun.verb`. Returns the thing.

    `new` holds what else the timeline should say; changed fields are not copied into it, since they may be
    texts that the log must not carry. `scope_id` is that of the event, where fewer people may know of it than of the
    thing. Raises TypeError for a move by decision whose `new` names none.
    """
    if move.by_decision and not (new or {}).get("decision"):
        raise TypeError(f"{move.verb} is a decision: hand over what it tells, so that its event names it.")
    old_status = thing.status
    store(thing, by=by, status=move.target or old_status, **changes)
    record_event(
        f"{type(thing).TRANSITIONS.noun}.{move.verb}",
        target=thing,
        by=by,
        on=on,
        at=at,
        old={"status": old_status},
        new={"status": thing.status, **(new or {})},
        reason=reason,
        scope_id=scope_id,
    )
    return thing


def begin_many(
    things: list[T],
    verb: str,
    *,
    by: Person | None,
    at: datetime,
    on: Callable[[T], date | None],
    new: Callable[[T], dict[str, Any]],
) -> None:
    """As `begin` for many new things of one kind, in a few statements instead of three a thing. Raises Undrawable."""
    if not things:
        return
    model = type(things[0])
    names = [field.attname for field in model._meta.concrete_fields]
    for thing in things:
        _settle_texts(thing, names)
    bulk_create_with_history(things, model, batch_size=_CHUNK, default_user=by)
    record_events(new_event(verb, target=one, by=by, on=on(one), at=at, new=_born(one, new(one))) for one in things)


def _born(thing: Any, new: dict[str, Any] | None) -> dict[str, Any]:
    return ({"status": thing.status} if hasattr(thing, "status") else {}) | (new or {})


def begin(
    thing: T,
    verb: str,
    *,
    by: Person | None,
    on: date | None,
    at: datetime,
    reason: str = "",
    new: dict[str, Any] | None = None,
) -> T:
    """Store a new thing and the event of its birth. Returns the thing. Raises Undrawable."""
    _settle_texts(thing, [field.attname for field in thing._meta.concrete_fields])
    thing._history_user = by
    thing.save(force_insert=True)
    record_event(verb, target=thing, by=by, on=on, at=at, new=_born(thing, new), reason=reason)
    return thing
