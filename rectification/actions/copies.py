"""Keeping what items copy of their case, its round and their finding; see rectification/copies.py."""

from datetime import date, datetime

from accounts.models import User
from inspections.models import FactCorrection, Finding
from rectification.copies import WITHDRAWN, copies_of, wrong_copies
from rectification.models import RectificationCase


def keep_copies(case: RectificationCase) -> None:
    """Write what the items of this case keep anew, after a day of it has changed or a finding was withdrawn."""
    case.items.update(**copies_of(case))
    case.items.filter(WITHDRAWN, is_withdrawn=False).update(is_withdrawn=True)
    case.items.exclude(WITHDRAWN).filter(is_withdrawn=True).update(is_withdrawn=False)


def follow_withdrawal(finding: Finding, *, by: User, on: date, at: datetime) -> None:
    """The item issued from a finding that is withdrawn counts nowhere from now on (R87)."""
    for case in RectificationCase.objects.filter(items__finding=finding).select_related("round"):
        keep_copies(case)


def follow_correction(correction: FactCorrection, *, by: User, on: date, at: datetime) -> None:
    """A corrected day of entry may move the round, and so its items, into another year."""
    for case in RectificationCase.objects.filter(round=correction.round).select_related("round"):
        keep_copies(case)


def rebuild_copies() -> int:
    """Mend every wrong copy; gives how many cases had some."""
    cases = RectificationCase.objects.filter(pk__in=wrong_copies().order_by().values("case")).select_related("round")
    for case in cases:
        keep_copies(case)
    return len(cases)
