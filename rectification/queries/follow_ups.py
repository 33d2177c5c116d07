"""What may be looked at again in a round, what was, and who has to."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from core.about import Whether
from core.waiting import Parts
from inspections.models import SubdistrictRound
from rectification.models import FollowUpCheck, RectificationItem
from rectification.models.item import ItemStatus
from rectification.policies.follow_ups import DRAWABLE

_RELATED = (
    "round__subdistrict", "round__entry__cycle", "round__ruleset", "round__team", "draw", "enterprise",
    "checked_by__unit", "finding",
)  # fmt: skip


def with_all(checks: QuerySet[FollowUpCheck]) -> QuerySet[FollowUpCheck]:
    return checks.select_related(*_RELATED)


def closed_before(round_: SubdistrictRound) -> QuerySet[RectificationItem]:
    """Items of the same subdistrict that were closed in earlier rounds: issued to it, so neither leads nor what lies
    apart. None that was drawn in this round already, or that came back and stands as a finding of its own."""
    begun_on = round_.entered_on or round_.planned_from_on
    returned = FollowUpCheck.objects.returned().order_by().values("item")
    return (
        RectificationItem.objects.live()
        .filter(
            status=ItemStatus.CLOSED, subdistrict=round_.subdistrict_id, finding__is_apart=False,
            case__round__entered_on__lt=begun_on,
        )
        .exclude(case__round=round_.pk)
        .exclude(pk__in=FollowUpCheck.objects.filter(round=round_.pk).order_by().values("item"))
        .exclude(pk__in=returned)
    )  # fmt: skip


def _may_be_drawn(round_: SubdistrictRound) -> QuerySet[RectificationItem]:
    return closed_before(round_) if round_.status in DRAWABLE else RectificationItem.objects.none()


EARLIER = Whether(_may_be_drawn, ("status", "subdistrict_id", "entered_on", "planned_from_on"))


def rounds_before(round_: SubdistrictRound) -> QuerySet[SubdistrictRound]:
    """Earlier rounds with something that may be looked at again, the latest first."""
    cases = closed_before(round_).order_by().values("case__round")
    found = SubdistrictRound.objects.filter(pk__in=cases).select_related("subdistrict", "entry__cycle")
    return found.order_by("-entered_on", "pk")


def to_look_at(user: User, today: date) -> Parts:
    """A task for each round on site with some, with their number."""
    rows = FollowUpCheck.objects.visible_to(user).pending().on_site()
    holders = SubdistrictRound.objects.visible_to(user).select_related("subdistrict", "entry__cycle")
    return Parts(rows, "round_id", holders)
