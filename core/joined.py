"""What apps above add to the lists of a model, page and file alike (DESIGN §1a): columns, filters and orders."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Model

from core.access import Person
from core.queries.later import Batch, Gathered, Later
from core.shapes import Words
from core.slots import ModelSlot
from core.tables import Column


@dataclass(frozen=True)
class Joined:
    """Columns of which `read(things, user, today)` says what their contents are told from: by the primary keys of the
    things, for a whole page at once, with all else that the page asks besides its rows. A column is told of what was
    found for its row's thing, or of None. `file_columns` stand in a file in place of `columns`; the things may be no
    models there (DescribedListView.things_for_file)."""

    columns: Sequence[Column]
    read: Callable[[Sequence[Any], Person, date], Gathered[Mapping[Any, Any]]]
    file_columns: Sequence[Column] = ()


@dataclass(frozen=True)
class JoinedFilters:
    """Filters by name for the filter of a list, made for a day; orders by word, each with its label and expressions.
    Orders cross a join and so stand only where the list is that of one container (DESIGN §8)."""

    filters: Callable[[date], dict[str, Any]]
    orders: Mapping[str, tuple[Words, Sequence[Any]]] = field(default_factory=dict)


COLUMNS: ModelSlot[Joined] = ModelSlot()
FILTERS: ModelSlot[JoinedFilters] = ModelSlot()


def joined_columns(
    model: type[Model],
    things: Sequence[Model],
    user: Person,
    today: date,
    *,
    thing_of: Callable[[Any], Model],
    batch: Batch,
    is_file: bool = False,
) -> list[Column]:
    """The columns that were added for the model, ready to be told of the rows of these things; what they tell is read
    in the batch."""
    columns: list[Column] = []
    for joined in COLUMNS.of(model):
        found = batch.later(joined.read(things, user, today))
        chosen = (joined.file_columns if is_file else ()) or joined.columns
        columns += [_told_of(column, found, thing_of) for column in chosen]
    return columns


def _told_of(column: Column, found: Later[Mapping[Any, Any]], thing_of: Callable[[Any], Model]) -> Column:
    tell, same = column.tell, column.same

    def told(row: Any, today: date) -> Any:
        return tell(found.told.get(thing_of(row).pk), today)

    return replace(column, tell=told, same=same and (lambda row: same(found.told.get(thing_of(row).pk))))
