"""What a check of an item says of the sample it was drawn into (R68): shared by the checks of items and of samples."""

from datetime import date, datetime

from accounts.models import User
from core.actions.moves import apply_move
from core.transitions import check_move
from rectification.models import RectificationItem, SampledItem
from rectification.models.sampled_item import SampleStatus


def settle_sample(
    item: RectificationItem, *, passed: bool, words: str, by: User, on: date, at: datetime,
    is_on_site: bool = False,
) -> SampledItem | None:  # fmt: skip
    """The check recorded last counts. None where the item was not drawn from the report it stands in. What the office
    left out stays left out, unless the check `is_on_site` by its own words: papers may have done for it."""
    sampled = SampledItem.objects.select_for_update().filter(item=item, filing=item.filing).first()
    verb, target = ("pass", SampleStatus.PASSED) if passed else ("fail", SampleStatus.FAILED)
    if sampled is None or sampled.status == target or (sampled.status == SampleStatus.EXCUSED and not is_on_site):
        return sampled
    move = check_move(sampled, verb, by=by)
    return apply_move(
        sampled, move, by=by, on=on, at=at, reason=words, words=words, checked_on=on, checked_by=by, excuse_reason=""
    )
