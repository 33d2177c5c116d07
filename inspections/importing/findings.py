"""From a table to findings, every error told at once with its row and column."""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from core.texts import mend_text, undrawable_in, undrawable_words

from .dates import read_date
from .deadline_words import AddWorkdays, UnreadableWords, read_deadline
from .headers import REQUIRED, SYNONYMS, field_of, heading_of
from .numbered_lists import split_numbered
from .numerals import read_number
from .table import Cell, Row, Table, words_of
from .template import EXAMPLE
from .words import (
    HANDLINGS,
    KINDS,
    NO,
    RESPONSIBILITY_LEVELS,
    YES,
    accepted,
    handling_of,
    kind_of,
    plain,
    responsibility_level_of,
)

CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
# 被检单位(全称,统一社会信用代码): both in one cell.
_CODE_AT_END = re.compile(r"[\s,，;；(（]([0-9A-HJ-NPQRTUWXY]{18})[)）]?$")
# In characters: the most that a cell of Excel holds, and what the record of a finding holds of the shorter fields.
LONGEST_CELL = 32_767
LONGEST = {
    "street": 50,
    "place": 149,
    "subject_name": 150,
    "sector": 60,
    "supervising_department": 120,
    "legal_basis": 300,
    "criterion": 300,
    "remark": 300,
}
# What Excel shows where a formula has failed.
FAILED_FORMULAS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}


@dataclass(frozen=True, slots=True)
class ParsedFinding:
    """One finding as plain values; '' or None where the list says nothing.

    `row` is as in the file; findings split from one cell share it. `kind` is problem, general_hazard, major_hazard,
    violation, lead or suggestion; `handling` is fix_at_once, fix_by_date, propose_suspension or ''; `due_on` is the
    nominal last day, not moved off rest days, and `due_text` the words it was read from; `responsibility_level` is
    local, department, enterprise or ''.
    """

    row: int
    place: str
    subject_name: str
    credit_code: str
    sector: str
    kind: str
    text: str
    requirement: str
    supervising_department: str
    handling: str
    due_on: date | None
    due_text: str
    criterion: str
    legal_basis: str
    topic_number: int | None
    responsibility_level: str
    suggestion: str
    found_on: date | None
    remark: str


@dataclass(frozen=True, slots=True)
class RowError:
    """`row` as in the file; `column` is the heading as written there; the message is in the user's language."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class ParseResult:
    """Findings of the rows without errors; `errors` of all rows. Import only when there are none.

    `ignored_columns` are headings we have no use for, `hidden_rows` rows left out because the file hides them.
    """

    rows: tuple[ParsedFinding, ...]
    errors: tuple[RowError, ...]
    ignored_columns: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()


def parse_rows(
    table: Table, *, reference_on: date, topic_numbers: Collection[int], add_workdays: AddWorkdays | None = None
) -> ParseResult:
    """Periods such as 三日内 run from the row's own day, else from `reference_on`; the start day does not count.

    A date without a year is the nearest to `reference_on`. `topic_numbers` are those of the round's ruleset.
    `add_workdays(day, n)` gives the n-th working day after a day; without it 15个工作日内 is an error. Never raises.
    """
    columns, errors = _columns(table)
    ignored = _ignored(table, columns)
    findings: list[ParsedFinding] = []
    if not errors:
        used = [index for field, index in columns.items() if field != "number"]
        for row in table.rows:
            if not any(row.cells[index] != "" for index in used if index < len(row.cells)):
                continue
            reader = _RowReader(row, table.headers, columns, reference_on, topic_numbers, add_workdays)
            findings.extend(reader.findings())
            errors.extend(reader.errors)
        if not findings and not errors:
            message = _("There is no finding below the headings. Fill in at least one row.")
            errors.append(RowError(table.header_row, table.headers[columns["text"]], message))
    return ParseResult(tuple(findings), tuple(errors), ignored, table.hidden_rows)


def _columns(table: Table) -> tuple[dict[str, int], list[RowError]]:
    columns: dict[str, int] = {}
    errors: list[RowError] = []
    for index, heading in enumerate(table.headers):
        field = field_of(heading)
        if field in columns and field != "number":
            message = _(
                "The columns “%(first)s” and “%(second)s” mean the same. Keep one of them, or give the other another "
                "heading."
            ) % {"first": table.headers[columns[field]], "second": heading}
            errors.append(RowError(table.header_row, heading, message))
        elif field:
            columns.setdefault(field, index)
    found = "、".join(f"“{heading}”" for heading in table.headers if heading)[:300]
    for field in REQUIRED:
        if field in columns or (field == "kind" and "is_major" in columns):
            continue
        message = _(
            "The column “%(expected)s” is missing. Found: %(found)s. Expected one of: %(words)s. Name the column so "
            "and upload the file again."
        ) % {"expected": heading_of(field), "found": found, "words": "、".join(SYNONYMS[field][:6])}
        errors.append(RowError(table.header_row, heading_of(field), message))
    return columns, errors


def _ignored(table: Table, columns: dict[str, int]) -> tuple[str, ...]:
    width = max((len(row.cells) for row in table.rows), default=0)
    names = []
    for index in range(max(width, len(table.headers))):
        heading = table.headers[index] if index < len(table.headers) else ""
        if heading and not field_of(heading):
            names.append(heading)
        elif not heading and any(index < len(row.cells) and row.cells[index] != "" for row in table.rows):
            names.append(_("column %(number)s, which has no heading") % {"number": index + 1})
    return tuple(names)


class _RowReader:
    """Reads one row and gathers its errors; a cell with an error counts as empty meanwhile."""

    def __init__(
        self,
        row: Row,
        headers: tuple[str, ...],
        columns: dict[str, int],
        reference_on: date,
        topic_numbers: Collection[int],
        add_workdays: AddWorkdays | None,
    ) -> None:
        self.row, self.headers, self.columns = row, headers, columns
        self.reference_on, self.add_workdays = reference_on, add_workdays
        self.topic_numbers = topic_numbers
        self.errors: list[RowError] = []

    def findings(self) -> list[ParsedFinding]:
        text = self._words("text")
        if text == EXAMPLE["text"]:
            self._error("text", _("This is still the example row of the template. Delete it."))
        elif not text:
            self._error("text", _("The problem is not described. Fill in this cell, or delete the row."))
        whole = self._finding(text)
        if self.errors:
            return []
        return [replace(whole, text=item) for item in split_numbered(text)]

    def _finding(self, text: str) -> ParsedFinding:
        subject_name, credit_code = self._subject()
        requirement = self._words("requirement")
        found_on = self._found_on()
        # Periods such as 三日内 run from the day the row itself names, where it names one.
        due_on, handling = self._deadline(found_on or self.reference_on)
        return ParsedFinding(
            row=self.row.number,
            place=" ".join(filter(None, (self._words("street"), self._words("place")))),
            subject_name=subject_name,
            credit_code=credit_code,
            sector=self._words("sector"),
            kind=self._kind(),
            text=text,
            requirement=requirement,
            supervising_department=self._words("supervising_department"),
            handling=self._handling(requirement, from_deadline=handling),
            due_on=due_on,
            due_text=self._words("due"),
            criterion=self._words("criterion"),
            legal_basis=self._words("legal_basis"),
            topic_number=self._topic_number(),
            responsibility_level=self._listed("responsibility_level", responsibility_level_of, RESPONSIBILITY_LEVELS),
            suggestion=self._words("suggestion"),
            found_on=found_on,
            remark=self._words("remark"),
        )

    def _cell(self, field: str) -> Cell:
        index = self.columns.get(field)
        return self.row.cells[index] if index is not None and index < len(self.row.cells) else ""

    def _words(self, field: str) -> str:
        words = mend_text(words_of(self._cell(field)))
        if lost := undrawable_in(words):
            self._error(field, undrawable_words(lost))
            return ""
        if words in FAILED_FORMULAS:
            message = _("The formula in this cell has failed (%(words)s). Type the value itself.") % {"words": words}
            self._error(field, message)
            return ""
        limit = LONGEST.get(field, LONGEST_CELL)
        if len(words) > limit:
            message = _("This cell holds more than %(limit)s characters. Shorten it or split it into several rows.")
            self._error(field, message % {"limit": limit})
            return ""
        return words

    def _error(self, field: str, message: str) -> None:
        index = self.columns.get(field)
        heading = heading_of(field) if index is None else self.headers[index]
        # The first error of a cell is its cause; the next ones would only follow from it.
        if all(error.column != heading for error in self.errors):
            self.errors.append(RowError(self.row.number, heading, message))

    def _listed(self, field: str, code_of: Callable[[str], str], codes: dict[str, tuple[str, ...]]) -> str:
        words = self._words(field)
        code = code_of(words) if words else ""
        if words and not code:
            self._error(
                field,
                _("“%(words)s” is not one of the accepted words. Accepted: %(accepted)s.")
                % {"words": words[:40], "accepted": accepted(codes)},
            )
        return code

    def _kind(self) -> str:
        """The level, checked against 是否重大 where the list has that column too; never guessed."""
        words = self._words("kind")
        flag = plain(self._words("is_major"))
        if flag and flag not in YES | NO:
            self._error("is_major", _("“%(words)s” is neither 是 nor 否.") % {"words": flag[:40]})
            return ""
        if flag and words in ("", "隐患", "事故隐患", "安全隐患") and (words or flag in YES):
            return "major_hazard" if flag in YES else "general_hazard"
        if not words:
            self._error(
                "kind" if "kind" in self.columns else "is_major",
                _("The level is empty. Accepted: %(accepted)s.") % {"accepted": accepted(KINDS)},
            )
            return ""
        kind = self._listed("kind", kind_of, KINDS)
        if flag and kind and (kind == "major_hazard") != (flag in YES):
            self._error(
                "is_major",
                _("“%(flag)s” contradicts the level “%(words)s”. Correct one of the two.")
                % {"flag": self._words("is_major"), "words": words[:40]},
            )
        return kind

    def _subject(self) -> tuple[str, str]:
        name, code = self._words("subject_name"), self._words("credit_code")
        code = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", code)).upper()
        if not code and (match := _CODE_AT_END.search(name[-20:])):
            return name[: match.start() - len(name[-20:])].rstrip(" \t\n\u3000,，;；(（"), match[1]
        if code and code not in {"无", "/", "—"} and not CREDIT_CODE.fullmatch(code):
            self._error(
                "credit_code",
                _(
                    "“%(words)s” is not a credit code of 18 digits and letters. If Excel has shortened it to a "
                    "number, format the column as text and type it again."
                )
                % {"words": code[:40]},
            )
        return name, code if CREDIT_CODE.fullmatch(code) else ""

    def _deadline(self, reference_on: date) -> tuple[date | None, str]:
        if words_of(self._cell("due")) in FAILED_FORMULAS:
            return None, ""
        try:
            deadline = read_deadline(self._cell("due"), reference_on=reference_on, add_workdays=self.add_workdays)
        except UnreadableWords as error:
            self._error("due", str(error))
            return None, ""
        return deadline.due_on, deadline.handling

    def _handling(self, requirement: str, *, from_deadline: str) -> str:
        """Its own column, else a requirement that is just that word, a suspension before the deadline's words."""
        if stated := self._listed("handling", handling_of, HANDLINGS):
            return stated
        required = handling_of(requirement)
        return required if required == "propose_suspension" else from_deadline or required

    def _topic_number(self) -> int | None:
        words = self._words("topic_number")
        if not words:
            return None
        number = read_number(re.sub(r"^第|[项条\s、.()（）]|\.0$", "", unicodedata.normalize("NFKC", words)))
        if number is None or number not in self.topic_numbers:
            self._error(
                "topic_number",
                _("“%(words)s” is not one of the topics of inspection. Write one of these numbers: %(numbers)s.")
                % {"words": words[:40], "numbers": "、".join(map(str, self.topic_numbers))},
            )
            return None
        return number

    def _found_on(self) -> date | None:
        cell = self._cell("found_on")
        if isinstance(cell, date) or not cell:
            return cell or None
        if words := self._words("found_on"):
            if found := read_date(words, reference_on=self.reference_on, ahead=False):
                return found
            self._error(
                "found_on",
                _("The date “%(words)s” cannot be read. Accepted: 2020-10-31, 2020年10月31日, 10月31日.")
                % {"words": words[:40]},
            )
        return None
