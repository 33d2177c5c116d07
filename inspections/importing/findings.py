"""From a table to findings, every error told at once with its row and column."""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from core.texts import mend_text, undrawable_in, undrawable_words

from .dates import read_date
from .deadline_words import AddWorkdays, UnreadableWords, read_deadline
from .headers import REQUIRED, heading_of
from .numbered_lists import split_numbered
from .numerals import read_number
from .book import Book, Cell, Row, cell_at, words_of
from .mapping import Mapping
from .results import Ignored, ParsedFinding, ParseResult, RowError, RowMessage
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


def parse_book(
    book: Book,
    mapping: Mapping,
    *,
    reference_on: date,
    topic_numbers: Collection[int],
    add_workdays: AddWorkdays | None = None,
    stay: tuple[date, date] | None = None,
    known: Collection[tuple[str, str]] = (),
    include_known: bool = False,
) -> ParseResult:
    """Periods such as 三日内 run from the row's own day, else from `reference_on`; the start day does not count.

    A date without a year is the nearest to `reference_on`. `topic_numbers` are those of the round's ruleset.
    `add_workdays(day, n)` gives the n-th working day after a day; without it 15个工作日内 is an error. Never raises.
    """
    findings: list[ParsedFinding] = []
    errors: list[RowMessage] = []
    columns_left: list[str] = []
    for chosen in mapping.taken:
        sheet = book.sheet(chosen.sheet)
        if sheet is None:
            continue
        header = next((row for row in sheet.rows if row.number == chosen.header_last), sheet.rows[0])
        headers = tuple(" ".join(words_of(cell).split()) for cell in header.cells)
        columns = {code: index for index, code in sorted(chosen.columns.items(), reverse=True) if code}
        columns_left += [heading for index, heading in enumerate(headers) if heading and not chosen.columns.get(index)]
        missing = [field for field in REQUIRED if field not in columns]
        if "is_major" in columns and "kind" in missing:
            missing.remove("kind")
        for field in missing:
            errors.append(RowMessage(chosen.header_last, heading_of(field), "missing", sheet.name))
        if missing:
            continue
        used = [index for field, index in columns.items() if field != "number"]
        for row in sheet.visible_rows:
            if row.number <= chosen.header_last or row.cells == header.cells:
                continue
            if not any(cell_at(row, index) != "" for index in used):
                continue
            reader = _RowReader(row, headers, columns, reference_on, topic_numbers, add_workdays)
            findings.extend(replace(finding, sheet=sheet.name) for finding in reader.findings())
            errors.extend(reader.errors)
    left = tuple(sheet.sheet for sheet in mapping.sheets if not sheet.taken)
    return ParseResult(tuple(findings), tuple(errors), ignored=Ignored(left, tuple(columns_left)))


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
