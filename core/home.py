"""What apps tell on a person's first page, beside what waits for him (DESIGN §1a): single numbers and whole parts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet

from core.access import Access, Person, access_of
from core.queries.together import counts_up_to
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


# How many rows there are, no further than a list counts them, and whether there are more.
Count = tuple[int, bool]


@dataclass(frozen=True)
class Counted:
    """A number told from counts: `tell` is given that of each of the `rows`. Those of all numbers are counted in one
    statement."""

    rows: Sequence[QuerySet]
    tell: Callable[..., Figure]


# None where there is nothing for this person. A number leads to the rows it counts: they are as many as it says.
FIGURES: Slot[Callable[[Look], Figure | Counted | None]] = Slot()
PARTS: Slot[Callable[[Look], Section | None]] = Slot()
# Parts that take the whole width of the page, below the others.
BROAD_PARTS: Slot[Callable[[Look], Section | None]] = Slot()


def figures_for(look: Look) -> list[Figure]:
    told = [figure for ask in FIGURES if (figure := ask(look)) is not None]
    counts = iter(counts_up_to([rows for figure in told if isinstance(figure, Counted) for rows in figure.rows]))
    return [
        figure.tell(*islice(counts, len(figure.rows))) if isinstance(figure, Counted) else figure for figure in told
    ]


def parts_for(look: Look, slot: Slot[Callable[[Look], Section | None]]) -> list[Section]:
    """`slot` is PARTS or BROAD_PARTS."""
    return [part for told in slot if (part := told(look)) is not None]
