"""What apps tell on a person's first page, beside what waits for him (DESIGN §1a): single numbers and whole parts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from core.access import Access, Person, access_of
from core.paging import MOST_COUNTED, capped
from core.queries.at_once import Ask, CountOf
from core.queries.later import Batch, Gathered, Later
from core.shapes import Figure, Section
from core.slots import Slot

T = TypeVar("T")


@dataclass(frozen=True)
class Look:
    """Whoever opens the first page, and the day. What numbers and parts tell from rows is asked in the `batch`."""

    user: Person
    today: date
    batch: Batch = field(default_factory=Batch)
    _read: dict[Callable, Any] = field(default_factory=dict)

    @property
    def access(self) -> Access:
        return access_of(self.user)

    def once(self, read: "Callable[[Look], T]") -> T:
        """What several numbers and parts of the page tell from, read once."""
        if read not in self._read:
            self._read[read] = read(self)
        return self._read[read]

    def later(self, tell: Callable[..., T], *asks: Ask) -> Later[T]:
        """`tell` is given the rows of each of `asks`; they are read with those of all others."""
        return self.batch.later(Gathered(asks, tell))

    def counted(self, tell: Callable[..., T], *asks: Ask) -> Later[T]:
        """The same of how many rows each has, no further than a list counts them."""
        counts = [CountOf(ask, MOST_COUNTED + 1) for ask in asks]
        return self.later(lambda *found: tell(*(capped(number, MOST_COUNTED) for (number,) in found)), *counts)


# How many rows there are, and whether there are more.
Count = tuple[int, bool]

# What each app tells; None where there is nothing for this person. A number leads to the rows it counts: they are as
# many as it says.
FIGURES: Slot[Callable[[Look], Later[Figure | None] | None]] = Slot()
PARTS: Slot[Callable[[Look], Later[Section] | None]] = Slot()
# Parts that take the whole width of the page, below the others.
BROAD_PARTS: Slot[Callable[[Look], Later[Section] | None]] = Slot()


@dataclass(frozen=True)
class Home:
    """What the apps are going to tell; nothing is read before the first of it is told."""

    _figures: Sequence[Later[Figure | None]]
    _parts: Sequence[Later[Section]]
    _broad_parts: Sequence[Later[Section]]

    def figures(self) -> list[Figure]:
        return [figure for one in self._figures if (figure := one.told) is not None]

    def parts(self) -> list[Section]:
        return [part.told for part in self._parts]

    def broad_parts(self) -> list[Section]:
        return [part.told for part in self._broad_parts]


def home_of(look: Look) -> Home:
    return Home(_asked(look, FIGURES), _asked(look, PARTS), _asked(look, BROAD_PARTS))


def _asked(look: Look, slot: Slot[Callable[[Look], T | None]]) -> list[T]:
    return [told for ask in slot if (told := ask(look)) is not None]
