"""One verb for many things: each goes through its own action, and a refusal of one stops no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from core.refusals import Refusal
from core.taken import refused_where_taken


@dataclass(frozen=True)
class Refused:
    """`key` is what the thing is called by in its list, such as its number."""

    key: Any
    reason: str


@dataclass
class BulkResult:
    """Keys of the things that went through, and for each of the others why it did not."""

    done: list = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def do_many(
    *,
    action: Callable[..., Any],
    things: Iterable[Any],
    argument: str,
    by: Any,
    at: datetime,
    key: str = "number",
    **facts: Any,
) -> BulkResult:
    """Call `action(argument=thing, by=by, at=at, **facts)` for each, in a savepoint of its own: what is refused leaves
    nothing behind and the others stand. `key` names the attribute by which things are told apart."""
    result = BulkResult()
    for thing in things:
        try:
            with refused_where_taken(), transaction.atomic():
                action(**{argument: thing}, by=by, at=at, **facts)
        except Refusal as refusal:
            result.refused.append(Refused(getattr(thing, key), str(refusal.reason)))
        else:
            result.done.append(getattr(thing, key))
    return result
