"""Places that the apps fill in AppConfig.ready() and that one page, list or check reads out (DESIGN §1a).

Whoever gathers never names a contributor; order is a number. A contribution says for whom it is and filters by
`visible_to` itself.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Slot(Generic[T]):
    """Contributions in their order; the same one twice counts once, so that ready() may run again."""

    def __init__(self) -> None:
        self._filled: list[tuple[int, T]] = []

    def add(self, item: T, *, order: int) -> None:
        if all(item is not there for _order, there in self._filled):
            self._filled.append((order, item))
            self._filled.sort(key=lambda row: row[0])

    def __iter__(self) -> Iterator[T]:
        return iter([item for _order, item in self._filled])


class ModelSlot(Generic[T]):
    """One slot for each model: what other apps add to the page of a thing."""

    def __init__(self) -> None:
        self._slots: dict[type, Slot[T]] = {}

    def add(self, model: type, item: T, *, order: int) -> None:
        self._slots.setdefault(model, Slot()).add(item, order=order)

    def of(self, thing: object) -> Slot[T]:
        """What was added for the model of this thing, or for this model."""
        model = thing if isinstance(thing, type) else type(thing)
        return self._slots.get(model, Slot())
