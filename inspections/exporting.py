"""问题清单 as a file: the columns the import reads, so that an exported list can come back. In Chinese."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from accounts.models.unit import UnitKind
from core.csv_files import safe_cell
from core.tables import Column
from inspections.importing.headers import heading_of
from inspections.models.finding import RECTIFIED_KINDS
from inspections.vocabulary import HANDLING_WORDS, KIND_WORDS, RESPONSIBILITY_WORDS, STATUS_WORDS


def _credit_code(finding: Any) -> str:
    if isinstance(finding, FindingLine):
        return finding.credit_code
    return finding.enterprise.credit_code if finding.enterprise else ""


# Field of the import, width in characters, what stands there. Each is told of a core row with its finding.
_FIELDS: tuple[tuple[str, int, Callable[[Any], Any]], ...] = (
    ("number", 6, lambda finding: finding.number),
    ("place", 24, lambda finding: finding.place),
    ("subject_name", 28, lambda finding: finding.subject_name),
    ("credit_code", 22, _credit_code),
    ("sector", 14, lambda finding: finding.sector),
    ("kind", 14, lambda finding: KIND_WORDS[finding.kind]),
    ("text", 48, lambda finding: finding.text),
    ("requirement", 28, lambda finding: finding.requirement),
    ("handling", 16, lambda finding: HANDLING_WORDS.get(finding.handling, "")),
    ("supervising_department", 20, lambda finding: finding.supervising_department),
    ("due", 14, lambda finding: finding.due_on or finding.due_text),
    ("legal_basis", 28, lambda finding: finding.legal_basis),
    ("criterion", 28, lambda finding: finding.criterion),
    ("topic_number", 10, lambda finding: finding.topic_number or ""),
    ("responsibility_level", 12, lambda finding: RESPONSIBILITY_WORDS.get(finding.responsibility, "")),
    ("suggestion", 24, lambda finding: finding.suggestion),
    ("found_on", 12, lambda finding: finding.found_on),
    ("remark", 18, lambda finding: finding.remark),
)
STATUS_HEADING = "状态"


class FindingLine(NamedTuple):
    """What a file reads of a finding, these and the columns of other apps, and what it is ordered by: a model of a
    hundred thousand rows costs more than the file itself."""

    id: UUID
    round_id: UUID
    round_from_on: date
    number: int
    place: str
    unit__name: str | None
    unit__kind: str | None
    enterprise__name: str | None
    enterprise__credit_code: str | None
    sector: str
    kind: str
    text: str
    requirement: str
    handling: str
    supervising_department: str
    due_on: date | None
    due_text: str
    legal_basis: str
    criterion: str
    topic_number: int | None
    responsibility: str
    suggestion: str
    found_on: date
    remark: str
    status: str
    recorded_at: datetime

    @property
    def pk(self) -> UUID:
        return self.id

    @property
    def subject_name(self) -> str:
        return self.enterprise__name or self.unit__name or ""

    @property
    def credit_code(self) -> str:
        return self.enterprise__credit_code or ""

    @property
    def becomes_item(self) -> bool:
        return self.kind in RECTIFIED_KINDS and self.unit__kind in (None, UnitKind.SUBDISTRICT)


def cells_of(finding: Any) -> dict[str, str]:
    """What the file says of a finding, by the field of the import: days as 2026-03-01, nothing that reads as a
    formula."""
    return {field: safe_cell(_words(tell(finding))) for field, _width, tell in _FIELDS}


def _words(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _column(field: str, width: int, tell: Callable[[Any], Any]) -> Column:
    return Column(heading_of(field), lambda row, today: tell(row.finding), width=width)


FILE_COLUMNS = (
    *(_column(*told) for told in _FIELDS),
    Column(STATUS_HEADING, lambda row, today: STATUS_WORDS[row.finding.status], width=10),
)
