"""Keeping what items copy of their case, its round and their finding; see rectification/copies.py."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from inspections.models import FactCorrection, Finding
from rectification.copies import WITHDRAWN, copies_of, wrong_copies
from rectification.models import RectificationCase, RectificationItem


def keep_copies(case: RectificationCase) -> None:
    """Write what the items of this case keep of it anew, after one of its days has changed."""
    case.items.update(**copies_of(case))
    keep_withdrawals(case.items.all())


def keep_withdrawals(items: QuerySet) -> None:
    """Write of these items anew whether their findings are withdrawn."""
    items.filter(WITHDRAWN, is_withdrawn=False).update(is_withdrawn=True)
    items.exclude(WITHDRAWN).filter(is_withdrawn=True).update(is_withdrawn=False)


@transaction.atomic
def follow_withdrawal(finding: Finding, *, by: User, on: date, at: datetime) -> None:
    """The item issued from a finding that is withdrawn counts nowhere from now on (R87)."""
    keep_withdrawals(RectificationItem.objects.filter(finding=finding))


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
