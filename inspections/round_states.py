"""What `planning` asks of the rounds above it: how far each planned one is (R6)."""

from uuid import UUID

from django.db.models import QuerySet

from core.paging import MOST_COUNTED
from core.queries.at_once import Alike, TallyOf
from core.queries.later import Gathered
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
_DONE = tuple(status for status, state in _STATES.items() if state == RoundState.DONE)


def progress_of_year(user, year: int) -> Gathered[dict[RoundState, tuple[int, bool]]]:
    """Subdistricts with a round of that year's cycles on site, and with one done, each counted to a thousand: beyond
    that many rounds it is not told how many of them are of one subdistrict."""

    def tell(on_site: list, done: list) -> dict[RoundState, tuple[int, bool]]:
        return {RoundState.ON_SITE: _subdistricts(on_site), RoundState.DONE: _subdistricts(done)}

    asked = [Alike(_of_year, user, (year, states)) for states in ((RoundStatus.ON_SITE,), _DONE)]
    return Gathered([TallyOf(one, MOST_COUNTED + 1) for one in asked], tell)


def _of_year(user, year: int, statuses: tuple[str, ...]) -> QuerySet:
    # The latest first: those of the year stand there, and no others are read to find them.
    latest = SubdistrictRound.objects.visible_to(user).order_by("-planned_from_on", "pk")
    found = latest.filter(entry__cycle__year=year, status__in=statuses)
    return found.values_list("subdistrict", flat=True)


def _subdistricts(told: list[tuple[UUID, int]]) -> tuple[int, bool]:
    is_more = sum(rounds for _subdistrict, rounds in told) > MOST_COUNTED
    return (MOST_COUNTED, True) if is_more else (len(told), False)


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
