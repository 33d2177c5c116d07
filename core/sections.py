"""Parts of a thing's page that come from other apps, or that several pages share."""

from collections.abc import Callable
from datetime import date
from typing import Any

from core.shapes import Section
from core.slots import ModelSlot

# Functions of thing, user and today; None where there is nothing to show this person.
MAIN: ModelSlot[Callable[[Any, Any, date], Section | None]] = ModelSlot()
SIDE: ModelSlot[Callable[[Any, Any, date], Section | None]] = ModelSlot()


def sections_of(slot: ModelSlot, thing, *, user, today: date) -> list[Section]:
    return [section for told in slot.of(thing) if (section := told(thing, user, today)) is not None]
