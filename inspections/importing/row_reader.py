"""One row of a list as findings, every error and warning told at once with its column."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from core.texts import mend_text, undrawable_in, undrawable_words
from inspections.names import enterprises_in

from .book import Cell, Row, cell_at, words_of
from .credit_codes import CREDIT_CODE, bare_code, is_cut, is_sound, parted
from .deadline_words import AddWorkdays
from .headers import heading_of
from .mapping import HANDLED, TICK
from .numbered_lists import split_alike, split_numbered
from .numerals import read_number
from .own_words import may_be_several, own_level
from .questions import Question
from .results import ParsedFinding, RowMessage
from .row_days import read_due, read_found_on
from .sheets import UNSTORED
from .template import EXAMPLE
from .ticks import boxed_word, is_ticked
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
# Cells that number their parts as the problem beside them does.
PARALLEL = (
    "requirement", "due", "kind", "category", "handling", "legal_basis", "criterion", "suggestion", "place", "remark",
    "supervising_department", "topic_number",
)  # fmt: skip
_NO_LEVEL = {"", "隐患", "事故隐患", "安全隐患"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each meaning stands: `index` by code, `names` the headings as shown, `sheet` as messages name it."""

    index: dict[str, int]
    names: dict[str, str]
    sheet: str = ""

    def name(self, code: str) -> str:
        return self.names[code] if code in self.names else heading_of(code)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the round says of every row; as parse_book takes it."""

    reference_on: date
    topic_numbers: Collection[int]
    add_workdays: AddWorkdays | None = None
    stay: tuple[date, date] | None = None
    kind_default: str = ""
    # By key of the Question.
    answers: Mapping[str, str] = field(default_factory=dict)


class RowReader:
    """Reads one row and gathers its errors; a cell with an error counts as empty meanwhile."""

    def __init__(self, row: Row, columns: Columns, terms: Terms) -> None:
        self.row, self.columns, self.terms = row, columns, terms
        self.errors: list[RowMessage] = []
        self.warnings: list[RowMessage] = []
        self.questions: list[Question] = []

    def findings(self) -> list[ParsedFinding]:
        """Those of a numbered list each with its own requirement, deadline … where these are numbered alike. Those of
        a row with errors are not to be stored."""
        text = self.words("text")
        if text == EXAMPLE["text"]:
            self.error("text", _("This is still the example row of the template. Delete it."))
        elif not text:
            self.error("text", _("The problem is not described. Fill in this cell, or delete the row."))
        items = split_numbered(text)
        if len(items) == 1 and may_be_several(text):
            self.warn(
                "text",
                _(
                    "This cell may hold several problems; it is taken as one. If they are several, give each its "
                    "own row."
                ),
            )
        whole = self.row
        findings = []
        for cells in self._parted(whole, len(items)):
            self.row = cells
            findings.append(self._finding(items[len(findings)]))
        self.row = whole
        return findings

    def error(self, code: str, message: str) -> None:
        _add(self.errors, RowMessage(self.row.number, self.columns.name(code), message, self.columns.sheet))

    def warn(self, code: str, message: str) -> None:
        _add(self.warnings, RowMessage(self.row.number, self.columns.name(code), message, self.columns.sheet))

    def ask(self, code: str, question: Question) -> date | None:
        """The day that was answered; an error as long as nobody did."""
        asked = replace(
            question, sheet=self.columns.sheet, row=self.row.number, column=self.columns.name(code),
            subject_name=words_of(self.cell("subject_name")), text=words_of(self.cell("text")),
        )  # fmt: skip
        if all(one.key != asked.key for one in self.questions):
            self.questions.append(asked)
        answer = self.terms.answers.get(asked.key, "")
        if asked.understands(answer):
            return asked.day(answer)
        self.error(code, asked.message)
        return None

    def _parted(self, row: Row, count: int) -> list[Row]:
        """The row once for each of its problems. Nothing is parted that does not count as many as they are."""
        if count == 1:
            return [row]
        rows = [list(row.cells) for _number in range(count)]
        for code in PARALLEL:
            cell = self.cell(code)
            if not isinstance(cell, str) or not cell:
                continue
            items = split_alike(cell, count)
            if items:
                for cells, item in zip(rows, items, strict=True):
                    cells[self.columns.index[code]] = item
            elif (found := len(split_numbered(cell))) > 1:
                self.warn(
                    code,
                    _(
                        "The problem counts %(problems)s points, this cell %(parts)s. Each finding is given the "
                        "whole cell."
                    )
                    % {"problems": count, "parts": found},
                )
        return [Row(row.number, tuple(cells)) for cells in rows]

    def _finding(self, text: str) -> ParsedFinding:
        subject_name, credit_code = self._subject()
        requirement = self.words("requirement")
        found_on = read_found_on(self)
        # Periods such as 三日内 run from the day the row itself names, where it names one.
        due_on, handling = self._due(found_on or self.terms.reference_on)
        return ParsedFinding(
            row=self.row.number,
            place=" ".join(filter(None, (self.words("street"), self.words("place")))),
            subject_name=subject_name,
            credit_code=credit_code,
            sector=self.words("sector"),
            kind=self._kind_of(text),
            text=text,
            requirement=requirement,
            supervising_department=self.words("supervising_department"),
            handling=self._handling(requirement, from_deadline=handling),
            due_on=due_on,
            due_text=self.words("due"),
            criterion=self.words("criterion"),
            legal_basis=self.words("legal_basis"),
            topic_number=self._topic_number(),
            responsibility_level=self._listed("responsibility_level", responsibility_level_of, RESPONSIBILITY_LEVELS),
            suggestion=self.words("suggestion"),
            found_on=found_on,
            remark=self.words("remark"),
            sheet=self.columns.sheet,
            number=words_of(self.cell("number")),
        )

    def cell(self, code: str) -> Cell:
        index = self.columns.index.get(code)
        return cell_at(self.row, index) if index is not None else ""

    def words(self, code: str) -> str:
        words = mend_text(words_of(self.cell(code)))
        if not words:
            return ""
        if lost := undrawable_in(words):
            self.error(code, undrawable_words(lost))
            return ""
        if words == UNSTORED:
            self.error(
                code,
                _(
                    "This cell holds a formula whose result is not in the file. Open the list in Excel or "
                    "WPS, save it "
                    "there and upload it again, or type the value itself."
                ),
            )
            return ""
        if words in FAILED_FORMULAS:
            message = _("The formula in this cell has failed (%(words)s). Type the value itself.") % {"words": words}
            self.error(code, message)
            return ""
        limit = LONGEST.get(code, LONGEST_CELL)
        if len(words) > limit:
            message = _("This cell holds more than %(limit)s characters. Shorten it or split it into several rows.")
            self.error(code, message % {"limit": limit})
            return ""
        return words

    def _listed(self, code: str, code_of: Callable[[str], str], codes: dict[str, tuple[str, ...]]) -> str:
        words = self.words(code)
        found = code_of(words) if words else ""
        if words and not found:
            self.error(
                code,
                _("“%(words)s” is not one of the accepted words. Accepted: %(accepted)s.")
                % {"words": words[:40], "accepted": accepted(codes)},
            )
        return found

    def _kind_of(self, text: str) -> str:
        """An error where the problem itself is marked with another level: one of the two decides on 挂牌督办."""
        kind = self._kind()
        marked, level = own_level(text)
        if level and kind in ("general_hazard", "major_hazard") and level != kind:
            self.error("text", _contradicts(marked, KINDS[kind][0]))
        return kind

    def _kind(self) -> str:
        """Ticks, else the level, checked against 是否重大 and the type where the list has them too; never guessed."""
        if ticked := self._ticked(TICK):
            return ticked
        words = boxed_word(self.words("kind"))
        flag = plain(self.words("is_major"))
        if flag and flag not in YES | NO:
            self.error("is_major", _("“%(words)s” is neither 是 nor 否.") % {"words": flag[:40]})
            return ""
        if flag and words in _NO_LEVEL and (words or flag in YES):
            return "major_hazard" if flag in YES else "general_hazard"
        type_kind = kind_of(self.words("category"))
        if not words:
            if type_kind:
                return type_kind
            return self._default_kind(flag)
        kind = kind_of(words)
        if not kind:
            return self._listed("kind", kind_of, KINDS)
        if type_kind and type_kind != kind:
            self.error("category", _contradicts(self.words("category"), words))
        if flag and (kind == "major_hazard") != (flag in YES):
            self.error(
                "is_major",
                _("“%(flag)s” contradicts the level “%(words)s”. Correct one of the two.")
                % {"flag": self.words("is_major"), "words": words[:40]},
            )
        return kind

    def _default_kind(self, flag: str) -> str:
        has_level = any(code in self.columns.index for code in ("kind", "is_major")) or self._tick_codes(TICK)
        if self.terms.kind_default and not has_level and not flag:
            return self.terms.kind_default
        code = next((code for code in ("kind", "is_major") if code in self.columns.index), "kind")
        self.error(code, _("The level is empty. Accepted: %(accepted)s.") % {"accepted": accepted(KINDS)})
        return ""

    def _tick_codes(self, what: str) -> list[str]:
        return [code for code in self.columns.index if code.startswith(what)]

    def _ticked(self, what: str) -> str:
        """`what` is TICK or HANDLED; of the columns of each one is marked at most."""
        found = []
        for code in self._tick_codes(what):
            words = self.words(code)
            ticked = is_ticked(words)
            if ticked is None:
                self.error(code, _("“%(words)s” is no mark. Put √ or leave the cell blank.") % {"words": words[:40]})
            elif ticked:
                found.append(code)
        if len(found) > 1:
            self.error(
                found[1],
                _("Both “%(first)s” and “%(second)s” are marked. Leave one of the marks.")
                % {"first": self.columns.name(found[0]), "second": self.columns.name(found[1])},
            )
        return found[0].removeprefix(what) if found else ""

    def _subject(self) -> tuple[str, str]:
        name = self.words("subject_name")
        if len(several := enterprises_in(name)) > 1:
            self.warn(
                "subject_name",
                _(
                    "“%(name)s” names %(count)s bodies and is taken as one. A finding has one body: give each its own "
                    "row."
                )
                % {"name": name[:60], "count": len(several)},
            )
        code = bare_code(self.words("credit_code"))
        if not code:
            return parted(name)
        if not CREDIT_CODE.fullmatch(code) or is_cut(code):
            self.error(
                "credit_code",
                _(
                    "“%(words)s” is not a credit code of 18 digits and letters. If Excel has shortened it to a "
                    "number, format the column as text and type it again."
                )
                % {"words": code[:40]},
            )
            return name, ""
        if not is_sound(code):
            self.warn(
                "credit_code",
                _(
                    "The last sign of the credit code “%(code)s” does not match the others. Check it against "
                    "the licence."
                )
                % {"code": code},
            )
        return name, code

    def _due(self, reference_on: date) -> tuple[date | None, str]:
        if words_of(self.cell("due")) in {*FAILED_FORMULAS, UNSTORED}:
            return None, ""
        return read_due(self, reference_on)

    def _handling(self, requirement: str, *, from_deadline: str) -> str:
        """Ticks, else its own column, else a requirement that is just that word, a suspension before the deadline's
        words."""
        if ticked := self._ticked(HANDLED):
            return ticked
        if stated := self._listed("handling", handling_of, HANDLINGS):
            return stated
        required = handling_of(requirement)
        return required if required == "propose_suspension" else from_deadline or required

    def _topic_number(self) -> int | None:
        words = self.words("topic_number")
        if not words:
            return None
        number = read_number(re.sub(r"^第|[项条\s、.()（）]|\.0$", "", unicodedata.normalize("NFKC", words)))
        if number is None or number not in self.terms.topic_numbers:
            self.error(
                "topic_number",
                _("“%(words)s” is not one of the topics of inspection. Write one of these numbers: %(numbers)s.")
                % {"words": words[:40], "numbers": "、".join(map(str, self.terms.topic_numbers))},
            )
            return None
        return number


def _contradicts(said: str, level: str) -> str:
    return _("“%(type)s” contradicts the level “%(words)s”. Correct one of the two.") % {
        "type": said[:40], "words": level[:40],
    }  # fmt: skip


def _add(messages: list[RowMessage], message: RowMessage) -> None:
    # The first of a cell is its cause; the next ones would only follow from it.
    if all(one.column != message.column for one in messages):
        messages.append(message)
