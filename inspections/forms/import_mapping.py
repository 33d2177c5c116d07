from django import forms
from django.utils.translation import gettext as _

from core.forms import VersionedForm
from core.numbers import whole_number
from inspections.import_headings import column_letter, columns_at, label_of
from inspections.importing import FIELDS, Book, Mapping, SheetMapping
from inspections.importing import of_plain as book_of
from inspections.models.finding import FindingKind

CODES = frozenset(one.code for one in FIELDS)
# Kinds that a list may have without saying so in each row; a lead is never one of them.
DEFAULT_KINDS = [(kind.value, kind.label) for kind in FindingKind if kind != FindingKind.LEAD]


class MapListForm(VersionedForm):
    """Which sheets are read, where their headings stand, which column is what. A list has as many controls as it has
    columns, so they are no fields: the page writes them (presenters/import_mapping.py) under the names of `Names`, and
    what is not sent stays as it was, so that a page shows as much as it can hold."""

    # Back to what the system recognises.
    reset = forms.BooleanField(required=False, widget=forms.HiddenInput)
    keeps_draft = False

    @staticmethod
    def arguments(import_list, *, user, today) -> dict:
        return {"book": book_of(import_list.table), "mapping": Mapping.of_plain(import_list.mapping)}

    def __init__(self, *args, book: Book, mapping: Mapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.book, self.mapping = book, mapping
        self.typed = mapping

    def clean(self):
        """Gives `mapping`: as it was sent, None for what the system recognises."""
        asked = super().clean()
        # As it was typed, whether it can be stored or not.
        self.typed = self.sent()
        asked["mapping"] = None if asked.pop("reset", False) else self.typed
        if asked["mapping"] is not None and not asked["mapping"].taken:
            self.add_error(None, _("Choose at least one sheet to be read."))
        return asked

    def sent(self) -> Mapping:
        """The mapping as far as it was sent, the rest as it was."""
        return Mapping(tuple(self._sheet(place, sheet) for place, sheet in enumerate(self.mapping.sheets)))

    def _sheet(self, place: int, before: SheetMapping) -> SheetMapping:
        names = Names(place)
        is_taken = before.taken
        if names.shown in self.data:
            is_taken = names.taken in self.data
        first, last = self._headings(names, before)
        columns = dict(before.columns)
        if (first, last) != (before.header_first, before.header_last):
            columns = columns_at(self.book.sheets[place], first, last, has_kind=bool(before.kind_default))
        columns |= self._chosen(names, before)
        kind = self.data.get(names.kind, before.kind_default)
        if kind not in dict(DEFAULT_KINDS):
            kind = ""
        if is_taken:
            self._refuse_doubles(before.sheet, columns)
        return SheetMapping(
            sheet=before.sheet,
            taken=is_taken,
            header_first=first,
            header_last=last,
            columns={index: code for index, code in sorted(columns.items()) if code},
            kind_default=kind,
            why_not=before.why_not if not is_taken else "",
            why_kind=before.why_kind if kind == before.kind_default else "",
        )

    def _headings(self, names: "Names", before: SheetMapping) -> tuple[int, int]:
        sent = [whole_number(self.data.get(name, "")) for name in (names.first, names.last)]
        if names.first not in self.data and names.last not in self.data:
            return before.header_first, before.header_last
        first, last = sent
        if first is None or last is None or not 1 <= first <= last <= MOST_ROWS:
            words = _("Sheet “%(sheet)s”: the first heading row comes before the last, both as the file numbers them.")
            self.add_error(None, words % {"sheet": before.sheet} if before.sheet else words % {"sheet": "1"})
            return before.header_first, before.header_last
        return first, last

    def _chosen(self, names: "Names", before: SheetMapping) -> dict[int, str]:
        """What was chosen otherwise than it was: of a column left alone the present reading counts."""
        chosen = {}
        for key in self.data:
            index = names.column_of(key)
            code = self.data.get(key)
            if index is None or (code and code not in CODES) or code == before.columns.get(index, ""):
                continue
            chosen[index] = code
        return chosen

    def _refuse_doubles(self, sheet: str, columns: dict[int, str]) -> None:
        places: dict[str, list[str]] = {}
        for index, code in sorted(columns.items()):
            places.setdefault(code, []).append(column_letter(index))
        for code, letters in places.items():
            if code and len(letters) > 1:
                words = _("“%(field)s” was chosen for several columns (%(columns)s). Keep one of them.")
                said = words % {"field": label_of(code), "columns": "、".join(letters)}
                self.add_error(None, f"{sheet}：{said}" if sheet else said)


MOST_ROWS = 1_048_576
MOST_COLUMNS = 1000


class Names:
    """The names of the controls of one sheet, by its place in the book."""

    def __init__(self, place: int) -> None:
        self.prefix = f"s{place}-"
        # Sent along where the box stands, since an empty box sends nothing.
        self.shown = f"{self.prefix}shown"
        self.taken = f"{self.prefix}taken"
        self.first = f"{self.prefix}first"
        self.last = f"{self.prefix}last"
        self.kind = f"{self.prefix}kind"

    def column(self, index: int) -> str:
        return f"{self.prefix}c{index}"

    def column_of(self, key: str) -> int | None:
        if not key.startswith(f"{self.prefix}c"):
            return None
        index = whole_number(key.removeprefix(f"{self.prefix}c"))
        return index if index is not None and 0 <= index < MOST_COLUMNS else None
