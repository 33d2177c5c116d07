"""How an uploaded list is read, as its page says and asks it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.cells import Link, Soft
from core.numbers import whole_number
from core.tables import Column, Table, table_of
from inspections.forms.import_mapping import DEFAULT_KINDS, Names
from inspections.import_headings import column_letter, headings_at, label_of, samples_of
from inspections.importing import FIELDS, TICK, Book, Mapping, Row, Sheet, SheetMapping
from inspections.importing.merged import rows_of_table

# Columns and sheets that one page asks about; further ones stand on a page of their own.
MOST_COLUMNS = 30
MOST_SHEETS = 30
# Characters of a sample, of a heading.
SAMPLE, HEADING = 24, 40

_LEVELS = {"kind", "is_major", "category"}


@dataclass(frozen=True)
class ColumnLine:
    letter: str
    heading: str
    samples: list[str]
    select: SafeString


@dataclass(frozen=True)
class SheetPart:
    """One sheet: `told` says in words how it is read; `table` asks for its columns, `more` leads to those that do not
    stand here (None: all do)."""

    name: str
    names: Names
    taken: bool
    first: int
    last: int
    told: str
    why_not: str
    kind_select: SafeString
    why_kind: str
    table: Table | None
    more: str

    @property
    def more_label(self) -> str:
        return _("Further columns of this sheet") if self.table else _("Say which column of this sheet is what")


@dataclass(frozen=True)
class MappingPart:
    sheets: list[SheetPart]
    needs: list[str]
    sheets_left: int


def mapping_part(book: Book, mapping: Mapping, *, asked, today: date) -> MappingPart:
    """`asked` is the query of the page: `sheet` and `from` show one sheet, from that column on (both from 1)."""
    only, start = whole_number(asked.get("sheet", "")), whole_number(asked.get("from", "")) or 1
    room, parts = MOST_COLUMNS, []
    pairs = list(zip(book.sheets, mapping.sheets, strict=True))
    for place, (sheet, chosen) in enumerate(pairs[:MOST_SHEETS] if not only else pairs):
        if only and place + 1 != only:
            continue
        begin = start - 1 if only else 0
        width = max((len(row.cells) for row in sheet.rows), default=0)
        count = min(room, max(width - begin, 0)) if chosen.taken or only or len(pairs) == 1 else 0
        parts.append(_sheet_part(place, sheet, chosen, range(begin, begin + count), width, today))
        room -= count
    return MappingPart(parts, needs_of(mapping), max(len(pairs) - MOST_SHEETS, 0))


def needs_of(mapping: Mapping) -> list[str]:
    """What has to be said before the list can be read at all."""
    if not mapping.taken:
        return [_("No sheet reads as a list of findings. Choose the sheet to be read and say which column is what.")]
    needs = []
    several = len(mapping.sheets) > 1
    for sheet in mapping.taken:
        codes = set(sheet.columns.values())
        said = []
        if "text" not in codes:
            said.append(_("Choose the column in which the problem is described."))
        if not codes & _LEVELS and not any(code.startswith(TICK) for code in codes) and not sheet.kind_default:
            said.append(_("No column says of what kind the rows are. Choose that column, or the kind of all rows."))
        needs += [f"{sheet.sheet}：{words}" if several else words for words in said]
    return needs


def told_of(mapping: Mapping) -> list[str]:
    """A sentence for each sheet that is read."""
    return [_told(sheet, with_name=len(mapping.sheets) > 1) for sheet in mapping.taken]


def _told(sheet: SheetMapping, *, with_name: bool) -> str:
    facts = {"sheet": sheet.sheet, "first": sheet.header_first, "last": sheet.header_last}
    facts["columns"] = "、".join(
        f"{column_letter(index)}={label_of(code)}" for index, code in sorted(sheet.columns.items()) if label_of(code)
    )
    if sheet.header_first == sheet.header_last:
        words = _("headings in row %(last)s; read: %(columns)s") % facts
    else:
        words = _("headings in rows %(first)s to %(last)s; read: %(columns)s") % facts
    if sheet.kind_default:
        words += _("; rows that name no kind: %(kind)s") % {"kind": dict(DEFAULT_KINDS).get(sheet.kind_default, "")}
    return f"{sheet.sheet}：{words}" if with_name else words


def _sheet_part(place: int, sheet: Sheet, chosen: SheetMapping, columns: range, width: int, today: date) -> SheetPart:
    names = Names(place)
    name = sheet.name or _("the list")
    headings = headings_at(sheet, chosen.header_first, chosen.header_last)
    rows = rows_of_table(sheet, chosen)
    more = ""
    if columns.stop < width:
        more = f"?sheet={place + 1}&from={columns.stop + 1}#mapping"
    return SheetPart(
        name=name,
        names=names,
        taken=chosen.taken,
        first=chosen.header_first,
        last=chosen.header_last,
        told=_told(chosen, with_name=False),
        why_not=chosen.why_not,
        kind_select=_select(names.kind, _("Kind of rows that name none"), chosen.kind_default, _kinds(), _("none")),
        why_kind=chosen.why_kind,
        table=_table(name, [_line(names, sheet, chosen, index, headings[index], rows) for index in columns], today),
        more=more,
    )


def _table(name: str, lines: list[ColumnLine], today: date) -> Table | None:
    columns = (
        Column(_("Column"), lambda line, today: line.letter, "tight", is_desk_only=True),
        Column(_("Heading in the file"), lambda line, today: Link(line.heading, "", line.letter), is_title=True),
        Column(_("First values"), lambda line, today: Soft("｜".join(line.samples))),
        Column(_("Read as"), lambda line, today: line.select, "tight"),
    )
    return table_of(name, columns, lines, today) if lines else None


def _line(names: Names, sheet: Sheet, chosen: SheetMapping, index: int, heading: str, rows: list[Row]) -> ColumnLine:
    letter = column_letter(index)
    label = _("Column %(letter)s is read as") % {"letter": letter}
    hidden = index in sheet.hidden_columns
    return ColumnLine(
        letter=letter,
        heading=(_short(heading, HEADING) or _("without heading")) + (_(" (hidden in the file)") if hidden else ""),
        samples=[_short(words, SAMPLE) for words in samples_of(rows, index)],
        select=_select(names.column(index), label, chosen.columns.get(index, ""), _FIELD_CHOICES, _("not read")),
    )


_FIELD_CHOICES = [(one.code, one.label) for one in FIELDS]


def _kinds() -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in DEFAULT_KINDS]


def _select(name: str, label: str, chosen: str, choices: Iterable[tuple[str, str]], nothing: str) -> SafeString:
    """Closing tags of options are left out, as HTML allows: a page has thirty of these."""
    options = SafeString(
        "".join(
            f"<option value={code}{' selected' if code == chosen else ''}>{conditional_escape(words)}"
            for code, words in choices
        )
    )
    return format_html(
        '<select name="{}" class="form-select" aria-label="{}"><option value="">{}{}</select>',
        name,
        label,
        nothing,
        options,
    )


def _short(words: str, limit: int) -> str:
    return words if len(words) <= limit else f"{words[: limit - 1]}…"
