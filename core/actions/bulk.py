"""One verb for many things: each goes through its own action, and a refusal of one stops no other."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from core.refusals import Refusal
from core.taken import refused_where_taken
from core.troubles import MAY_BE_TROUBLE, Trouble, trouble_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refused:
    """`key` is what the thing is called by in its list, such as its number."""

    key: Any
    reason: str


@dataclass
class BulkResult:
    """Keys of the things that went through, and for each of the others why it did not. `trouble` of the machine's, if
    any, is what kept the `rest` from being done at all."""

    done: list = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    rest: list = field(default_factory=list)
    trouble: Trouble | None = None

    @property
    def left(self) -> list:
        """Keys of those that can be sent again."""
        return [*(each.key for each in self.refused), *self.rest]


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
    nothing behind and the others stand. A full disk or a busy database ends it: what is done stands, the rest is not
    tried. `key` names the attribute by which things are told apart."""
    result, things = BulkResult(), list(things)
    for index, thing in enumerate(things):
        try:
            with refused_where_taken(), transaction.atomic():
                action(**{argument: thing}, by=by, at=at, **facts)
        except Refusal as refusal:
            result.refused.append(Refused(getattr(thing, key), str(refusal.reason)))
        except MAY_BE_TROUBLE as error:
            result.trouble = trouble_of(error)
            if result.trouble is None:
                raise
            result.rest = [getattr(each, key) for each in things[index:]]
            logger.exception("Given up with %d of %d things still to do", len(result.rest), len(things))
            break
        else:
            result.done.append(getattr(thing, key))
    return result
