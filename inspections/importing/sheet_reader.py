"""The rows of one sheet: which of them are findings of this round, and what they take over from one another."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from inspections.names import enterprise_in
from inspections.vocabulary import HANDLING_WORDS, KIND_WORDS

from .above import Above
from .asides import says_none, why_aside
from .book import Row, Sheet, cell_at, words_of
from .headers import SYNONYMS, field_of, heading_of, is_either_side, second_field_of
from .headings import Headings, headings_of
from .mapping import HANDLED, TICK, SheetMapping
from .merged import Merged
from .questions import Question
from .recorded import Recorded, changed_codes
from .results import IgnoredRow, ParsedFinding, RowMessage
from .row_reader import Columns, RowReader, Terms
from .streets import Streets

# States of a finding in our own export that are over.
_TAKEN_BACK = ("已撤回", "已作废")
_HOTLINE = ("诉求", "来电", "工单", "信访", "举报")


@dataclass(slots=True)
class SheetReader:
    """Reads one sheet; `label` is how messages name it, '' where the file has one list only."""

    sheet: Sheet
    mapping: SheetMapping
    label: str
    terms: Terms
    streets: Streets
    recorded: Recorded
    include_known: bool
    findings: list[ParsedFinding] = field(default_factory=list)
    errors: list[RowMessage] = field(default_factory=list)
    warnings: list[RowMessage] = field(default_factory=list)
    duplicates: list[RowMessage] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    ignored_rows: list[IgnoredRow] = field(default_factory=list)
    ignored_columns: list[str] = field(default_factory=list)

    def read(self) -> None:
        headings = headings_of(self.sheet, self.mapping.header_first, self.mapping.header_last)
        columns = self._columns(headings)
        self._tell_ignored_columns(headings)
        if not self._has_what_is_needed(headings, columns):
            return
        self._tell_defaults(headings, columns)
        self._read_rows(headings, columns)

    def _columns(self, headings: Headings) -> Columns:
        index: dict[str, int] = {}
        for place, code in sorted(self.mapping.columns.items()):
            if code in index and code != "number":
                message = _(
                    "The columns “%(first)s” and “%(second)s” mean the same. Keep one of them, or give the "
                    "other another "
                    "heading."
                ) % {"first": headings.name(index[code]), "second": headings.name(place)}
                self.errors.append(RowMessage(headings.last, headings.name(place), message, self.label))
            elif code:
                index.setdefault(code, place)
        names = {code: headings.name(place) or heading_of_code(code) for code, place in index.items()}
        return Columns(index, names, self.label)

    def _tell_ignored_columns(self, headings: Headings) -> None:
        below = [row for row in self.sheet.visible_rows if row.number > headings.last]
        width = max([len(headings.parts), *(len(row.cells) for row in below)])
        for index in range(width):
            if self.mapping.columns.get(index):
                continue
            name = headings.name(index)
            if name:
                self.ignored_columns.append(name)
            elif any(cell_at(row, index) != "" for row in below):
                self.ignored_columns.append(_("column %(number)s, which has no heading") % {"number": index + 1})
            if name and index in self.sheet.hidden_columns:
                self._warn(headings.last, name, _("The column is hidden in the file and is not read."))

    def _has_what_is_needed(self, headings: Headings, columns: Columns) -> bool:
        if "text" not in columns.index:
            self.errors.append(RowMessage(headings.last, heading_of("text"), self._no_text(headings), self.label))
            if self._is_hotline(headings):
                return False
        has_level = any(code in ("kind", "is_major", "category") or code.startswith(TICK) for code in columns.index)
        if not has_level and not self.mapping.kind_default:
            self.errors.append(RowMessage(headings.last, heading_of("kind"), self._no_level(headings), self.label))
        return not self.errors

    def _no_text(self, headings: Headings) -> str:
        found = self._found(headings)
        if self._is_hotline(headings):
            return _(
                "This looks like a sheet of calls or complaints (found: %(found)s), which is no list of "
                "findings. What the team has verified is entered as findings; a complaint itself is dealt with "
                "apart and is not imported here."
            ) % {"found": found}
        return self._missing("text", found)

    def _is_hotline(self, headings: Headings) -> bool:
        return any(word in self._found(headings) for word in _HOTLINE)

    def _no_level(self, headings: Headings) -> str:
        found = self._found(headings)
        said = _(
            "%(missing)s Where all findings of the list are of one kind, choose it when the columns are assigned."
        ) % {"missing": self._missing("kind", found)}
        return (
            _("%(said)s A level of risk (风险等级) is none of a hazard.") % {"said": said} if "风险" in found else said
        )

    def _missing(self, code: str, found: str) -> str:
        return _(
            "The column “%(expected)s” is missing. Found: %(found)s. Expected one of: %(words)s. Assign the column "
            "where the columns are named, or give it such a heading and upload the file again."
        ) % {"expected": heading_of(code), "found": found, "words": "、".join(SYNONYMS[code][:6])}

    def _found(self, headings: Headings) -> str:
        names = (headings.name(index) for index in range(len(headings.parts)))
        return "、".join(f"“{name}”" for name in names if name)[:300]

    def _tell_defaults(self, headings: Headings, columns: Columns) -> None:
        has_level = any(code in ("kind", "is_major", "category") or code.startswith(TICK) for code in columns.index)
        if self.mapping.kind_default and not has_level:
            word = KIND_WORDS[self.mapping.kind_default]
            said = self.mapping.why_kind
            message = (
                _("No column gives the level. All rows are taken as “%(kind)s”, as the list says: “%(said)s”.")
                if said
                else _("No column gives the level. All rows are taken as “%(kind)s”, as was chosen.")
            )
            self._warn(headings.last, heading_of("kind"), message % {"kind": word, "said": said[:60]})
        if "subject_name" not in columns.index:
            self._warn(headings.last, heading_of("subject_name"), self._no_subject(headings))
        for code in ("subject_name", "due"):
            self._tell_second_choice(headings, columns, code)
        if self.sheet.has_pictures:
            self._warn(
                headings.last, "", _("The sheet holds pictures. They are not read; attach them to the findings.")
            )

    def _tell_second_choice(self, headings: Headings, columns: Columns, code: str) -> None:
        """A heading that elsewhere means something else."""
        index = columns.index.get(code)
        last = headings.parts[index][-1:] if index is not None and index < len(headings.parts) else ()
        if last and not field_of(last[0]) and (second_field_of(last[0]) == code or is_either_side(last[0])):
            message = _("“%(heading)s” is read as “%(field)s”. Assign the column otherwise where that is wrong.")
            self._warn(
                headings.last, columns.name(code), message % {"heading": columns.name(code), "field": heading_of(code)}
            )

    def _no_subject(self, headings: Headings) -> str:
        either = [headings.name(i) for i, parts in enumerate(headings.parts) if parts and is_either_side(parts[-1])]
        if either:
            return _(
                "No column names the inspected body; “%(column)s” was not read, since it may be whoever "
                "inspected. The "
                "rows are recorded for the subdistrict itself. If that column is the inspected body, assign it so, or "
                "name it “被检单位”."
            ) % {"column": either[0]}
        return _("No column names the inspected body. The rows are recorded for the subdistrict itself.")

    def _read_rows(self, headings: Headings, columns: Columns) -> None:
        terms = replace(self.terms, kind_default=self.mapping.kind_default)
        merged = Merged(self.sheet, columns.index["text"])
        hidden = set(self.sheet.hidden_rows)
        repeated = {row.cells for row in self.sheet.rows if headings.first <= row.number <= headings.last}
        used = [index for code, index in columns.index.items() if code not in ("number", "status")]
        above, group, foreign = Above(columns.index, self.sheet.is_plain), "", 0
        for raw in self.sheet.rows:
            if raw.number <= headings.last or raw.cells in repeated:
                continue
            if aside := why_aside(raw, columns.index, is_spread=raw.number in merged.spread):
                group = self._group(raw, aside, group)
                self._ignore(raw.number, aside)
                continue
            if not any(cell_at(raw, index) != "" for index in used):
                continue
            before = dict(above.cells)
            row, filled, lost = above.complete(raw)
            if raw.number in hidden:
                self._ignore(raw.number, _("hidden in the file"))
                continue
            if raw.number in merged.continued and _is_same_subject(columns, row, before):
                self._ignore(raw.number, _("merged with the row above"))
                continue
            if says_none(words_of(cell_at(row, columns.index["text"]))):
                self._ignore(raw.number, _("says that there is no problem"))
                continue
            if self._is_foreign(row, columns):
                foreign += 1
                continue
            self._read_row(row, columns, terms, filled=filled, lost=lost, group=group)
        self._tell_foreign(headings, columns, foreign)

    def _group(self, row: Row, aside: str, group: str) -> str:
        if aside != _("group heading"):
            return group
        return next((words_of(cell) for cell in row.cells if cell != ""), "")

    def _is_foreign(self, row: Row, columns: Columns) -> bool:
        if "street" not in columns.index:
            return False
        street = words_of(cell_at(row, columns.index["street"]))
        is_foreign = self.streets.is_foreign(street)
        if is_foreign:
            self._ignore(row.number, _("belongs to another subdistrict: %(street)s") % {"street": street[:40]})
        elif is_foreign is None:
            self._warn(
                row.number,
                columns.name("street"),
                _("“%(words)s” is no subdistrict that is known here; the row is taken as one of this round.")
                % {"words": street[:40]},
            )
        return bool(is_foreign)

    def _tell_foreign(self, headings: Headings, columns: Columns, count: int) -> None:
        if not count:
            return
        name = columns.name("street")
        if not self.findings and not self.errors:
            message = _("All rows belong to other subdistricts; none is of this round.")
            self.errors.append(RowMessage(headings.last, name, message, self.label))
            return
        message = _("%(count)s rows of other subdistricts are left out.") % {"count": count}
        self._warn(headings.last, name, message)

    def _read_row(
        self, row: Row, columns: Columns, terms: Terms, *, filled: list[str], lost: list[str], group: str
    ) -> None:
        if self._is_own_and_over(row, columns):
            return
        reader = RowReader(row, columns, terms)
        for code in lost:
            reader.error(code, _("The cell says “the same as above”, and above there is nothing."))
        if filled:
            names = "、".join(columns.name(code) for code in filled)
            reader.warn(
                filled[0],
                _("Blank here, as merged cells are in such a file: %(columns)s taken from the row above.")
                % {"columns": names},
            )
        if "subject_name" in columns.index and not words_of(cell_at(row, columns.index["subject_name"])):
            self._tell_blank_subject(reader, group, lost)
        found = reader.findings()
        if "subject_name" not in columns.index and (name := enterprise_in(group)):
            found = [replace(finding, subject_name=name) for finding in found]
            reader.warn("subject_name", _("“%(name)s” is taken from the heading above.") % {"name": name})
        kept = [] if self._left_out_as_known(row, columns, found) else found
        if not kept:
            return
        self.warnings += reader.warnings
        self.errors += reader.errors
        self.questions += reader.questions
        if not reader.errors:
            self.findings += kept

    def _tell_blank_subject(self, reader: RowReader, group: str, lost: list[str]) -> None:
        if group and "subject_name" not in lost:
            reader.error(
                "subject_name",
                _(
                    "The inspected body is not named, and above stands “%(group)s”. Write the name of the body into "
                    "this cell, that of the subdistrict where it is meant itself."
                )
                % {"group": group[:40]},
            )
        else:
            reader.warn("subject_name", _("The inspected body is not named: recorded for the subdistrict itself."))

    def _is_own_and_over(self, row: Row, columns: Columns) -> bool:
        status = words_of(cell_at(row, columns.index["status"])) if "status" in columns.index else ""
        if status in _TAKEN_BACK:
            self._ignore(row.number, _("its state in our own export is “%(status)s”") % {"status": status})
        return status in _TAKEN_BACK

    def _left_out_as_known(self, row: Row, columns: Columns, found: list[ParsedFinding]) -> bool:
        """Whether every finding of the row is recorded already; told in any case, left out unless asked for."""
        known = [self.recorded.find(finding.subject_name, finding.text) for finding in found]
        own = "status" in columns.index
        if own and len(found) == 1 and (same := self.recorded.numbered(found[0].number)):
            cells = {code: words_of(cell_at(row, index)) for code, index in columns.index.items()}
            if changed := [columns.name(code) for code in changed_codes(same, cells) if code in columns.names]:
                self.duplicates.append(
                    RowMessage(
                        row.number,
                        "、".join(changed),
                        _(
                            "Finding No. %(number)s is recorded already and says something else here. An import "
                            "changes "
                            "no finding: change it on its own page."
                        )
                        % {"number": same.number},
                        self.label,
                    )
                )
                return not self.include_known
            known = [same]
        if not all(known):
            return False
        numbers = "、".join(one.number for one in known if one)
        self.duplicates.append(
            RowMessage(
                row.number,
                columns.name("text"),
                _("Recorded already as No. %(numbers)s (same body, same problem).") % {"numbers": numbers},
                self.label,
            )
        )
        return not self.include_known

    def _warn(self, row: int, column: str, message: str) -> None:
        self.warnings.append(RowMessage(row, column, message, self.label))

    def _ignore(self, row: int, reason: str) -> None:
        self.ignored_rows.append(IgnoredRow(row, reason, self.label))


def heading_of_code(code: str) -> str:
    """The word of our own for a column that a person assigned though it has no heading."""
    if code.startswith(TICK):
        return KIND_WORDS[code.removeprefix(TICK)]
    return HANDLING_WORDS[code.removeprefix(HANDLED)] if code.startswith(HANDLED) else heading_of(code)


def _is_same_subject(columns: Columns, row: Row, above: dict) -> bool:
    index = columns.index.get("subject_name")
    return index is None or cell_at(row, index) == above.get("subject_name", "")
