"""Where a verb for many items asks more than for one: the same words go to all, so none may be lost or glossed over.

Each is called for one item at a time, by core.actions.bulk.do_many.
"""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from core.refusals import IllegalMove
from inspections.models import Finding
from rectification.actions import classifications, items, rectification_plans
from rectification.models import Classification, RectificationItem, Remedy
from rectification.models.sampled_item import SampleStatus
from rectification.queries.duties import receiver_by_duty
from rectification.queries.samples import keeping


def sort(*, finding: Finding, is_unlawful: bool, by: User, on: date, at: datetime, matter: str = "") -> Classification:
    """To the body that the duty table names for it; where the table is silent, one chooses for each alone (R61)."""
    receiver = receiver_by_duty(finding)
    if receiver is None:
        raise IllegalMove(_("The duty table names nobody for it. Sort it on its own and choose the receiver."))
    return classifications.sort(
        finding=finding, is_unlawful=is_unlawful, matter=matter, receiver=receiver, by=by, on=on, at=at
    )


def fill(*, remedy: Remedy, by: User, at: datetime, **settled: Any) -> Remedy:
    """What is left empty stays as each of them says it; an emergency plan goes to major hazards alone."""
    return rectification_plans.fill(
        remedy=remedy, by=by, at=at, **{name: value for name, value in settled.items() if value}
    )


def give_opinion(
    *, item: RectificationItem, opinion: str, by: User, on: date, at: datetime, replace: bool = False
) -> RectificationItem:
    """An opinion given before stands, unless `replace`: it was meant for that item."""
    if item.opinion and not replace:
        raise IllegalMove(_("An opinion was given on it before. Say that it is to be replaced, or leave it out."))
    return items.give_opinion(item=item, opinion=opinion, by=by, on=on, at=at)


def verify(*, item: RectificationItem, verification: str, by: User, on: date, at: datetime) -> RectificationItem:
    """An item whose last check failed is refused, and one drawn for a check on site: each is seen on its own."""
    if item.failed_its_check:
        raise IllegalMove(_("Its last check failed. Check it again on its own, with what was seen this time."))
    held = keeping(item)
    if held is not None and held.status == SampleStatus.DRAWN:
        raise IllegalMove(_("It was drawn for a check on site. Record that on its own, with what was seen there."))
    return items.verify(item=item, verification=verification, by=by, on=on, at=at)
