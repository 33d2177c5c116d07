"""Parts of a thing's page that come from other apps, or that several pages share."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from core.access import Person
from core.shapes import Section
from core.slots import ModelSlot

# Functions of thing, user and today; None where there is nothing to show this person.
MAIN: ModelSlot[Callable[[Any, Any, date], Section | None]] = ModelSlot()
SIDE: ModelSlot[Callable[[Any, Any, date], Section | None]] = ModelSlot()
# Functions of thing and user: other things, as far as this person sees them, whose events stand in the timeline too.
HISTORY: ModelSlot[Callable[[Any, Any], Iterable]] = ModelSlot()


def sections_of(slot: ModelSlot, thing: Any, *, user: Person, today: date) -> list[Section]:
    return [section for told in slot.of(thing) if (section := told(thing, user, today)) is not None]


def history_of(thing: Any, user: Person) -> list:
    """The things whose events make up the timeline of this one's page, itself first."""
    return [thing, *(other for told in HISTORY.of(thing) for other in told(thing, user))]
