"""One verb for many findings: each goes through its own action, and a refusal of one stops no other."""

from dataclasses import dataclass, field

from accounts.refusals import Refusal
from inspections.actions import findings as single


@dataclass
class BulkResult:
    """`done` are the findings that went through; `refused` pairs of finding and the reason in words."""

    done: list = field(default_factory=list)
    refused: list = field(default_factory=list)


def confirm_many(*, findings, by, on, at) -> BulkResult:
    return _each(findings, lambda finding: single.confirm(finding=finding, by=by, on=on, at=at))


def set_many(*, findings, by, on, at, **facts) -> BulkResult:
    """Set the same fields (content_number, handling, due_on …) on many drafts."""
    return _each(findings, lambda finding: single.edit(finding=finding, by=by, on=on, at=at, **facts))


def _each(findings, act) -> BulkResult:
    result = BulkResult()
    for finding in findings:
        try:
            result.done.append(act(finding))
        except Refusal as refusal:
            result.refused.append((finding, refusal.reason))
    return result
