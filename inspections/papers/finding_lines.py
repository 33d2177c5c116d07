"""A finding as a row of 问题清单."""

from accounts.models.unit import UnitKind
from inspections.models.finding import Handling
from records.rendering.text import date_words

HANDLING_WORDS = {
    Handling.FIX_AT_ONCE: "立行立改",
    Handling.FIX_BY_DATE: "限期整改",
    Handling.PROPOSE_SUSPENSION: "建议停产停业整改",
}


def duty_of(finding) -> str:
    """Whose duty fell short: as recorded, else by who the finding is about."""
    if finding.responsibility:
        return finding.responsibility
    if finding.enterprise_id:
        return "enterprise"
    return "department" if finding.unit.kind in (UnitKind.DEPARTMENT, UnitKind.PARTY_BODY) else "local"


def finding_line(finding) -> dict:
    line = {
        "subject": finding.subject_name,
        "text": finding.text if not finding.place else f"{finding.text}（{finding.place}）",
        "category": finding.kind,
        "duty": duty_of(finding),
        "requirement": finding.requirement or HANDLING_WORDS.get(finding.handling, ""),
        "due": date_words(finding.due_on) if finding.due_on else finding.due_text,
    }
    if finding.legal_basis:
        line["basis"] = finding.legal_basis
    if finding.criterion:
        line["criterion"] = finding.criterion
    return line
