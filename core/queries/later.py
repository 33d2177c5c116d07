"""What a page is going to tell, asked for before it is told: the first that is told has the rows of all read in one
statement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils.functional import cached_property

from core.queries.at_once import Ask, rows_at_once

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Gathered(Generic[T]):
    """Something told from rows: `tell` is given those of each of the `asks`, which it leaves as they are."""

    asks: Sequence[Ask]
    tell: Callable[..., T]


class Later(Generic[T]):
    def __init__(self, tell: Callable[[], T]) -> None:
        self._tell = tell

    @cached_property
    def told(self) -> T:
        return self._tell()

    def then(self, tell: Callable[[T], U]) -> "Later[U]":
        """Something told from this."""
        return Later(lambda: tell(self.told))


class Batch:
    """What one page asks; never kept for another."""

    def __init__(self) -> None:
        self._waiting: list[Ask] = []
        self._rows: dict[Ask, list[Any]] = {}

    def later(self, gathered: Gathered[T]) -> Later[T]:
        self._waiting += gathered.asks
        return Later(lambda: gathered.tell(*map(self._rows_of, gathered.asks)))

    def _rows_of(self, ask: Ask) -> list[Any]:
        if ask not in self._rows:
            asked = [one for one in dict.fromkeys(self._waiting) if one not in self._rows]
            self._waiting = []
            self._rows |= zip(asked, rows_at_once(asked), strict=True)
        return self._rows[ask]
