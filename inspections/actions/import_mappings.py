"""Which column of an uploaded list is what: guessed, remembered, chosen by hand."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.actions.events import record_event
from core.refusals import NotAllowed
from core.transitions import lock
from inspections.importing import Book, Mapping, SheetMapping, guess_mapping, of_plain, shape_of
from inspections.models import ImportDraft, ImportShape
from inspections.models.import_batch import MappingSource
from inspections.policies import require_recordable


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


@transaction.atomic
def map_list(
    *, import_list: ImportDraft, mapping: Mapping | None, by: User, at: datetime, version: int | None = None
) -> ImportDraft:
    """Say which sheets of an uploaded list are read, where their headings stand and which column is what; None: as
    the system recognises it. Nothing is imported by it. It is remembered for lists with the same headings; None
    forgets what this person had it remember.

    Raises NotAllowed for anybody but who uploaded it, IllegalMove, and StaleCopy where it was mapped meanwhile, unless
    in the very same way.
    """
    if import_list.uploaded_by_id != by.pk:
        raise NotAllowed(_("Only whoever uploaded a list takes it in."))
    require_recordable(import_list.round, by=by, day=timezone.localdate(at))
    draft = lock(import_list)
    book = of_plain(draft.table)
    chosen = mapping or guess_mapping(book)
    source = MappingSource.CHOSEN if mapping else MappingSource.GUESSED
    if (draft.mapping, draft.mapping_source) == (chosen.as_plain(), source):
        return draft
    draft = lock(import_list, version=version)
    draft.mapping, draft.mapping_source = chosen.as_plain(), source
    draft.mapped_by, draft.mapped_at = (by, at) if mapping else (None, None)
    draft.version += 1
    draft.save(update_fields=["mapping", "mapping_source", "mapped_by", "mapped_at", "version"])
    record_event(
        "import_list.map", target=draft, by=by, on=None, at=at,
        new={"source": source.value, "sheets": len(chosen.taken)},
    )  # fmt: skip
    shapes = {one.name: shape_of(one) for one in book.sheets}
    if mapping:
        _remember({shapes[one.sheet]: one for one in chosen.sheets if one.taken and one.sheet in shapes}, by=by, at=at)
    else:
        ImportShape.objects.filter(remembered_by=by, shape__in=shapes.values()).delete()
    return draft


def _remember(sheets: dict[str, SheetMapping], *, by: User, at: datetime) -> None:
    for shape, sheet in sheets.items():
        plain = replace(sheet, sheet="", why_not="", why_kind="").as_plain()
        ImportShape.objects.update_or_create(
            remembered_by=by, shape=shape, defaults={"mapping": plain, "unit_id": by.unit_id, "remembered_at": at}
        )
