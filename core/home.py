"""What apps tell on a person's first page, beside what waits for him (DESIGN §1a): single numbers and whole parts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from core.access import Access, Person, access_of
from core.shapes import Figure, Section
from core.slots import Slot

T = TypeVar("T")


@dataclass(frozen=True)
class Look:
    """Whoever opens the first page, and the day."""

    user: Person
    today: date
    _read: dict[Callable, Any] = field(default_factory=dict)

    @property
    def access(self) -> Access:
        return access_of(self.user)

    def once(self, read: "Callable[[Look], T]") -> T:
        """What several numbers and parts of the page tell from, read once."""
        if read not in self._read:
            self._read[read] = read(self)
        return self._read[read]


# None where there is nothing for this person. A number leads to the rows it counts: they are as many as it says.
FIGURES: Slot[Callable[[Look], Figure | None]] = Slot()
PARTS: Slot[Callable[[Look], Section | None]] = Slot()
# Parts that take the whole width of the page, below the others.
BROAD_PARTS: Slot[Callable[[Look], Section | None]] = Slot()


def figures_for(look: Look) -> list[Figure]:
    return [figure for told in FIGURES if (figure := told(look)) is not None]


def parts_for(look: Look, slot: Slot[Callable[[Look], Section | None]]) -> list[Section]:
    """`slot` is PARTS or BROAD_PARTS."""
    return [part for told in slot if (part := told(look)) is not None]
