"""How a list is read before anybody says so: as it was chosen for the same headings before, else as the file tells."""

from dataclasses import dataclass, replace
from typing import Any

from accounts.models import User
from inspections.importing import Book, Mapping, SheetMapping, guess_mapping, shape_of
from inspections.models import ImportShape
from inspections.models.import_batch import MappingSource


@dataclass(frozen=True)
class Proposal:
    """How a list is read as long as nobody has said otherwise; `shape` is where that is remembered from."""

    mapping: Mapping
    shape: ImportShape | None = None

    def fields(self) -> dict[str, Any]:
        """As the fields of an ImportDraft."""
        told: dict[str, Any] = {"mapping_source": MappingSource.GUESSED, "mapped_by": None, "mapped_at": None}
        if self.shape is not None:
            told = {
                "mapping_source": MappingSource.REMEMBERED,
                "mapped_by": self.shape.remembered_by,
                "mapped_at": self.shape.remembered_at,
            }
        return {"mapping": self.mapping.as_plain(), **told}


def propose(book: Book, *, by: User) -> Proposal:
    """What this person, or else a colleague of the same office, chose for sheets with the same headings; where nobody
    did, the guess."""
    guess = guess_mapping(book)
    known = _remembered({shape_of(sheet) for sheet in book.sheets}, by=by)
    if not known:
        return Proposal(guess)
    before = {shape: SheetMapping.of_plain(one.mapping) for shape, one in known.items()}
    sheets = tuple(map(_with_own_kind, guess_mapping(book, before).sheets, guess.sheets))
    return Proposal(Mapping(sheets), max(known.values(), key=lambda one: one.remembered_at))


def _with_own_kind(remembered: SheetMapping, guessed: SheetMapping) -> SheetMapping:
    """A sheet that says itself of what kind its rows are (its name, its title) is believed before the memory: next
    month the same form may hold the major hazards."""
    if not guessed.why_kind:
        return remembered
    return replace(remembered, kind_default=guessed.kind_default, why_kind=guessed.why_kind)


def _remembered(shapes: set[str], *, by: User) -> dict[str, ImportShape]:
    """By shape: one's own, else the newest of the office."""
    found = ImportShape.objects.filter(shape__in=shapes).select_related("remembered_by__unit")
    own = {one.shape: one for one in found.filter(remembered_by=by)}
    if by.unit_id is None:
        return own
    of_office = {one.shape: one for one in reversed(found.filter(unit_id=by.unit_id))}
    return of_office | own
