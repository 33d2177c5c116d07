"""What `planning` asks of the rounds above it: how far each planned one is (R6)."""

from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus
from planning.round_states import LiveRound, RoundState

_STATES = {
    RoundStatus.NOTIFIED: RoundState.PLANNED,
    RoundStatus.ON_SITE: RoundState.ON_SITE,
    RoundStatus.ENDED: RoundState.DONE,
    RoundStatus.CLOSED: RoundState.DONE,
    RoundStatus.ARCHIVED: RoundState.DONE,
}


def live_rounds(scope_ids) -> dict[int, LiveRound]:
    """Rounds opened from these scopes and not cancelled, in one query."""
    found = SubdistrictRound.objects.filter(scope_id__in=scope_ids).exclude(status=RoundStatus.CANCELLED)
    return {
        one.scope_id: LiveRound(
            state=_STATES[one.status],
            on=one.ended_on or one.entered_on or one.notified_on,
            path=one.get_absolute_url(),
            entered_on=one.entered_on,
            ended_on=one.ended_on,
        )
        for one in found
    }
