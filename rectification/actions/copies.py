"""Keeping what items copy of their case and its round; see rectification/copies.py."""

from datetime import date, datetime

from accounts.models import User
from inspections.models import FactCorrection
from rectification.copies import copies_of, wrong_copies
from rectification.models import RectificationCase


def keep_copies(case: RectificationCase) -> None:
    """Write what the items of this case keep of it anew, after one of its days has changed."""
    case.items.update(**copies_of(case))


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
