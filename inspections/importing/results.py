"""What reading a book gives: findings as plain values, and everything to be told about it."""

from dataclasses import dataclass, field
from datetime import date

from .questions import Question


@dataclass(frozen=True, slots=True)
class ParsedFinding:
    """One finding as plain values; '' or None where the list says nothing.

    `sheet` and `row` are as in the file; findings split from one cell share them. `kind` is problem, general_hazard,
    major_hazard, violation, lead or suggestion; `handling` is fix_at_once, fix_by_date, propose_suspension or '';
    `due_on` is the nominal last day, not moved off rest days, and `due_text` the words it was read from;
    `responsibility_level` is local, department, enterprise or ''.
    `number` is what the list itself numbers the row with.
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
    sheet: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class RowMessage:
    """An error, a warning or what is known already. `row` as in the file; `column` is the heading as written there, ''
    where the whole row is meant; the message is in the user's language. `sheet` is '' where the file has one only;
    `path` is the page on which what it tells of is mended, '' where that is the file itself."""

    row: int
    column: str
    message: str
    sheet: str = ""
    path: str = ""


# The name under which errors were known first.
RowError = RowMessage


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row that was not read, and why, in the user's language."""

    row: int
    reason: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Ignored:
    """What was not read: names of sheets, headings of columns, rows with the reason."""

    sheets: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[IgnoredRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ParseResult:
    """`findings` are those of the rows without errors; import only when `errors` is empty.

    `warnings` tell what was read though it was not plain; `duplicates` tell rows that the round has recorded already
    (same subject and text), which stand in `findings` only if they were asked for. `questions` are days that cannot be
    meant or read, answered or not; one that is open stands among the errors as well, in the same words.
    """

    findings: tuple[ParsedFinding, ...] = ()
    errors: tuple[RowMessage, ...] = ()
    warnings: tuple[RowMessage, ...] = ()
    ignored: Ignored = field(default_factory=Ignored)
    duplicates: tuple[RowMessage, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def row_count(self) -> int:
        """How many rows of the file the findings come from."""
        return len({(finding.sheet, finding.row) for finding in self.findings})
