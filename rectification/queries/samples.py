"""What was drawn to be checked on site (R68)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from core.waiting import Parts
from rectification.models import RectificationCase, RectificationItem, SampledItem
from rectification.models.item import ItemStatus
from rectification.models.sampled_item import SampleStatus
from rectification.queries.cases import of_cases


def with_all(sampled: QuerySet[SampledItem]) -> QuerySet[SampledItem]:
    found = sampled.select_related("item__deadline", "item__finding", "case__unit", "draw", "checked_by__unit")
    return found.order_by("item__number")


def sampled_of(case: RectificationCase, filing: int) -> QuerySet[SampledItem]:
    return SampledItem.objects.filter(case=case, filing=filing)


def candidates_of(case: RectificationCase, filing: int) -> QuerySet[RectificationItem]:
    """What the report under review says is fixed, and was not decided on or drawn yet."""
    drawn = sampled_of(case, filing).order_by().values("item")
    found = case.items.live().filter(filing=filing, status__in=[ItemStatus.REPORTED, ItemStatus.VERIFIED])
    return found.exclude(pk__in=drawn).order_by("number")


def drawn_of(case: RectificationCase) -> QuerySet[SampledItem]:
    """Those of the report under review that nobody has checked or excused, by the number of the item."""
    return SampledItem.objects.waiting().filter(case=case).order_by("item__number")


def not_drawn(items: QuerySet[RectificationItem]) -> QuerySet[RectificationItem]:
    """Without those that wait for a check on site."""
    return items.exclude(pk__in=SampledItem.objects.waiting().order_by().values("item"))


def keeping(item: RectificationItem) -> SampledItem | None:
    """What keeps the item from passing: drawn and neither checked nor excused, or checked and not fixed."""
    held = item.samples.filter(filing=item.filing, status__in=[SampleStatus.DRAWN, SampleStatus.FAILED])
    return held.first()


def to_check(user: User, today: date) -> Parts:
    """A task for each case with some, with their number."""
    return Parts(SampledItem.objects.visible_to(user).waiting(), "case_id", of_cases(user))


@dataclass(frozen=True)
class SampleCount:
    """How one report's sample stands. `returned` came back unchecked: nothing is to be looked at."""

    drawn: int = 0
    whole: int = 0
    passed: int = 0
    failed: int = 0
    returned: int = 0
    excused: list[SampledItem] = field(default_factory=list)

    @property
    def checked(self) -> int:
        return self.passed + self.failed

    @property
    def left(self) -> int:
        return self.drawn - self.checked - len(self.excused) - self.returned


def count_of(sampled: Iterable[Any]) -> SampleCount:
    """Reads `item`."""
    found = list(sampled)
    states = [one.status for one in found]
    return SampleCount(
        drawn=len(found),
        whole=sum(one.is_taken_whole for one in found),
        passed=states.count(SampleStatus.PASSED),
        failed=states.count(SampleStatus.FAILED),
        returned=sum(one.status == SampleStatus.DRAWN and one.item.filing != one.filing for one in found),
        excused=[one for one in found if one.status == SampleStatus.EXCUSED],
    )
