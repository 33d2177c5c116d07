"""Which sheets are lists of findings and what their columns mean, as far as the file tells."""

import hashlib
import json
from collections.abc import Mapping as Remembered
from dataclasses import replace

from django.utils.translation import gettext as _

from .asides import is_note
from .book import Book, Cell, Row, Sheet, cell_at, words_of
from .columns import read_columns
from .headings import Headings, find_headings
from .mapping import TICK, Mapping, SheetMapping
from .statements import stated_kind

LEVELS = ("kind", "is_major")
# More rows of a sheet tell no more of what its columns mean.
ROWS_LOOKED_AT = 2_000


def guess_mapping(
    book: Book, remembered: Remembered[str, SheetMapping] | None = None, *, kind_default: str = ""
) -> Mapping:
    """`kind_default` is the kind of sheets that name none, where a person has said so.

    `remembered` are the choices a person made before, by `shape_of` the sheet they were made for: their columns and
    default are taken over; where the headings stand is looked for anew. Where no sheet is a list of findings, the one
    that comes nearest is taken, so that `parse_book` says what it lacks.
    """
    all_hidden = all(sheet.is_hidden for sheet in book.sheets)
    guesses = [_guess(sheet, remembered or {}, kind_default, may_be_hidden=all_hidden) for sheet in book.sheets]
    if guesses and not any(guess.taken for guess in guesses):
        nearest = max(guesses, key=lambda guess: (guess.header_last > 0, len(set(guess.columns.values()))))
        guesses = [replace(guess, taken=guess is nearest, why_not="" if guess is nearest else guess.why_not)
                   for guess in guesses]  # fmt: skip
    return Mapping(tuple(guesses))


def shape_of(sheet: Sheet) -> str:
    """A hash of the headings alone: the same for next month's list of the same form, whatever its sheet is called."""
    headings = find_headings(sheet)
    names = [["".join(part.split()) for part in parts] for parts in headings.parts] if headings else []
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def _guess(
    sheet: Sheet, remembered: Remembered[str, SheetMapping], kind_default: str, *, may_be_hidden: bool
) -> SheetMapping:
    headings = find_headings(sheet)
    if headings is None:
        why_not = _("The sheet holds nothing.")
        return SheetMapping(sheet.name, taken=False, header_first=0, header_last=0, columns={}, why_not=why_not)
    # Headings repeated on each page say nothing of what stands below them.
    repeated = {row.cells for row in sheet.visible_rows if headings.first <= row.number <= headings.last}
    below = [row for row in sheet.visible_rows if row.number > headings.last and row.cells not in repeated]
    kind, why_kind = _stated(sheet, headings, below)
    columns = read_columns(sheet, headings, below[:ROWS_LOOKED_AT], has_stated_kind=bool(kind or kind_default))
    has_level = bool(_levels(columns))
    mapping = SheetMapping(
        sheet.name, taken=True, header_first=headings.first, header_last=headings.last, columns=columns,
        kind_default="" if has_level else kind_default or kind, why_kind="" if has_level or kind_default else why_kind,
    )  # fmt: skip
    if before := remembered.get(shape_of(sheet)) if remembered else None:
        return replace(mapping, taken=before.taken, columns=before.columns, kind_default=before.kind_default)
    why_not = _why_not(sheet, columns, below, may_be_hidden=may_be_hidden)
    return replace(mapping, taken=not why_not, why_not=why_not)


def _levels(columns: dict[int, str]) -> list[str]:
    return [code for code in columns.values() if code in LEVELS or code.startswith(TICK)]


def _why_not(sheet: Sheet, columns: dict[int, str], below: list[Row], *, may_be_hidden: bool) -> str:
    fields = set(columns.values())
    if sheet.is_hidden and not may_be_hidden:
        return _("The sheet is hidden.")
    if "text" not in fields:
        return _("No column describes a problem.")
    if len(fields) < 2:
        return _("One heading alone makes no list.")
    text = next(index for index, code in columns.items() if code == "text")
    if not any(cell_at(row, text) != "" for row in below):
        return _("There is no row below the headings.")
    return ""


def _stated(sheet: Sheet, headings: Headings, below: list[Row]) -> tuple[str, str]:
    titles = [words for row in sheet.visible_rows if row.number < headings.first for words in _texts(row.cells)]
    notes = [words for row in below for words in _texts(row.cells) if is_note(words)]
    return stated_kind(sheet=sheet.name, titles=titles, notes=notes)


def _texts(cells: tuple[Cell, ...]) -> list[str]:
    return list(dict.fromkeys(words_of(cell) for cell in cells if cell != ""))
