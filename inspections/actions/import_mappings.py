"""Which column of an uploaded list is what: guessed, remembered, chosen by hand."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.actions.events import record_event
from core.refusals import NotAllowed
from core.transitions import lock
from inspections.importing import Mapping, SheetMapping, guess_mapping, of_plain, shape_of
from inspections.models import ImportDraft, ImportShape
from inspections.models.import_batch import MappingSource
from inspections.policies import require_recordable


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
        ImportShape.objects.filter(remembered_by=by, shape=shape).delete()
        ImportShape.objects.create(remembered_by=by, shape=shape, mapping=plain, unit_id=by.unit_id, remembered_at=at)
