"""Which sheets of a book are lists of findings and what their columns mean: guessed, then corrected by a person.

book = read_upload(data, name)                 once, in the bounded child; kept as as_plain(book)
mapping = guess_mapping(book)                  or what a person chose; kept as mapping.as_plain()
result = parse_book(book, mapping, reference_on=…, topic_numbers=…)
"""

from dataclasses import dataclass
from typing import Any

from inspections.vocabulary import HANDLING_WORDS, KIND_WORDS

from .headers import heading_of

# Codes of columns in which a mark (√) stands under the word of a level: "tick:" and the code of the kind.
TICK = "tick:"
TICKED_KINDS = ("general_hazard", "major_hazard", "problem", "violation", "suggestion")

# The same for the ways in which a finding is handled (当场整改 | 限期整改).
HANDLED = "handled:"


@dataclass(frozen=True, slots=True)
class Field:
    """What a column may be read as. `label` is the word our own template uses, in Chinese as the lists are."""

    code: str
    label: str
    is_required: bool = False


_PLAIN_FIELDS = (
    "street", "subject_name", "credit_code", "place", "sector", "text", "kind", "category", "is_major", "requirement",
    "handling", "supervising_department", "due", "found_on", "legal_basis", "criterion", "topic_number",
    "responsibility_level", "suggestion", "remark", "number", "status",
)  # fmt: skip

# To choose from, in the order in which the page offers them. A level comes from "kind", from "is_major", from ticks or
# from `kind_default`: one of them is needed, `text` always.
FIELDS: tuple[Field, ...] = (
    *(Field(code, heading_of(code), code in ("text", "kind")) for code in _PLAIN_FIELDS),
    *(Field(TICK + kind, f"{KIND_WORDS[kind]}（打√）") for kind in TICKED_KINDS),
    *(Field(HANDLED + way, f"{word}（打√）") for way, word in HANDLING_WORDS.items()),
)
FIELD_CODES = frozenset(one.code for one in FIELDS)


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet is read.

    `header_first` and `header_last` are rows as the file numbers them, both included; what stands above is title, what
    stands below are rows. `columns` gives the meaning of a column by its index from 0; one that is absent or '' is not
    read. `kind_default` is the kind of rows that name none, '' where there is no such kind. `why_not` says why a sheet
    is left out (in the language of whoever asked), `why_kind` from which words of the file the default was taken.
    """

    sheet: str
    taken: bool
    header_first: int
    header_last: int
    columns: dict[int, str]
    kind_default: str = ""
    why_not: str = ""
    why_kind: str = ""

    def as_plain(self) -> dict[str, Any]:
        """As JSON keeps it, where a key is always a text."""
        return {
            "sheet": self.sheet,
            "taken": self.taken,
            "header_first": self.header_first,
            "header_last": self.header_last,
            "columns": {str(index): code for index, code in self.columns.items()},
            "kind_default": self.kind_default,
            "why_not": self.why_not,
            "why_kind": self.why_kind,
        }

    @classmethod
    def of_plain(cls, plain: dict[str, Any]) -> "SheetMapping":
        """What `as_plain` gave; codes this version no longer knows are dropped."""
        columns = {int(index): code for index, code in plain["columns"].items() if code in FIELD_CODES}
        return cls(**{**plain, "columns": columns})


@dataclass(frozen=True, slots=True)
class Mapping:
    """One SheetMapping for each sheet of the book, in its order."""

    sheets: tuple[SheetMapping, ...]

    @property
    def taken(self) -> tuple[SheetMapping, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.taken)

    def as_plain(self) -> list[dict[str, Any]]:
        return [sheet.as_plain() for sheet in self.sheets]

    @classmethod
    def of_plain(cls, plain: list[dict[str, Any]]) -> "Mapping":
        return cls(tuple(SheetMapping.of_plain(sheet) for sheet in plain))
