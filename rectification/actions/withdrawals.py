"""What a withdrawal by the committee ends in the rectification."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from deadlines.actions.deadlines import void
from deadlines.models import Deadline
from inspections.models import Finding
from rectification import duties
from rectification.models import RectificationItem


@transaction.atomic
def end_own_date(finding: Finding, *, by: User, on: date, at: datetime) -> None:
    """The item issued from the finding is owed by nobody any more, so a date of its own runs no longer (R87)."""
    item = RectificationItem.objects.filter(finding=finding).first()
    if item is None:
        return
    for deadline in Deadline.objects.open().of(item).of_kind(duties.ITEM.code):
        void(deadline=deadline, reason=_("The finding was withdrawn."), by=by, on=on, at=at)
