"""Where a verb for many findings asks more than for one: nothing that was written of one of them may be lost.

Each is called for one finding at a time, by core.actions.bulk.do_many.
"""

from datetime import date, datetime
from typing import Any

from accounts.models import User
from inspections.actions import findings
from inspections.models import Finding
from inspections.models.finding import RECTIFIED_KINDS


def confirm_filling(
    *, finding: Finding, by: User, on: date, at: datetime, topic_number: int | None = None, handling: str = ""
) -> Finding:
    """Confirm, and fill topic and handling where the draft has none. Raises as findings.confirm."""
    facts: dict[str, Any] = {}
    if finding.topic_number is None and topic_number is not None:
        facts["topic_number"] = topic_number
    if not finding.handling and (fitting := _handling_for(finding, handling)):
        facts["handling"] = fitting
    return findings.confirm(finding=finding, by=by, on=on, at=at, **facts)


def set_facts(
    *, finding: Finding, by: User, on: date, at: datetime, topic_number: int | None = None, handling: str = ""
) -> Finding:
    """Set topic, handling or both on a draft, whatever it had. Raises as findings.edit."""
    given: dict[str, Any] = {"topic_number": topic_number, "handling": _handling_for(finding, handling)}
    return findings.edit(finding=finding, by=by, on=on, at=at, **{key: value for key, value in given.items() if value})


def _handling_for(finding: Finding, handling: str) -> str:
    """Only what has to be rectified is handled in some way."""
    return handling if finding.kind in RECTIFIED_KINDS else ""
