"""One verb for many findings: each goes through its own action, and a refusal of one stops no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from accounts.models import User
from core.refusals import Refusal
from inspections.actions import findings as single
from inspections.models import Finding
from inspections.models.finding import RECTIFIED_KINDS


@dataclass
class BulkResult:
    """`done` are the findings that went through; `refused` pairs of finding and the reason in words."""

    done: list = field(default_factory=list)
    refused: list = field(default_factory=list)


def confirm_many(*, findings: Iterable[Finding], by: User, on: date, at: datetime, **facts: Any) -> BulkResult:
    """Confirm each with the same `facts` (topic_number, handling …), set and confirmed in one or neither."""

    def confirm(finding: Finding) -> Finding:
        # Only what has to be rectified is handled in some way.
        left_out = () if finding.kind in RECTIFIED_KINDS else ("handling",)
        own = {name: value for name, value in facts.items() if name not in left_out}
        return single.confirm(finding=finding, by=by, on=on, at=at, **own)

    return _each(findings, confirm)


def set_many(*, findings: Iterable[Finding], by: User, on: date, at: datetime, **facts: Any) -> BulkResult:
    """Set the same fields (topic_number, handling, due_on …) on many drafts."""
    return _each(findings, lambda finding: single.edit(finding=finding, by=by, on=on, at=at, **facts))


def _each(findings: Iterable[Finding], act: Callable[[Finding], Finding]) -> BulkResult:
    result = BulkResult()
    for finding in findings:
        try:
            result.done.append(act(finding))
        except Refusal as refusal:
            result.refused.append((finding, refusal.reason))
    return result
