"""What became of a planned round: told by `inspections`, which stands above, through this slot filled in ready()."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from core.queries.later import Gathered

if TYPE_CHECKING:
    from planning.models import PlanEntry


class RoundState(TextChoices):
    """How far the inspection of a subdistrict is; a round whose fieldwork ended counts as done (R6)."""

    UNPLANNED = "unplanned", pgettext_lazy("coverage", "Not scheduled")
    PLANNED = "planned", pgettext_lazy("coverage", "Scheduled")
    ON_SITE = "on_site", pgettext_lazy("coverage", "On site")
    DONE = "done", pgettext_lazy("coverage", "Completed")


@dataclass(frozen=True)
class LiveRound:
    """A round opened from an entry's scope. `on` is the day its state began; `path` its page; the others its days on
    site as they really were, None where they are still to come."""

    state: RoundState
    on: date | None = None
    path: str = ""
    entered_on: date | None = None
    ended_on: date | None = None


_sources: list[Callable] = []
_progress: list[Callable] = []
# A number up to a thousand, and whether there are more.
Counted = tuple[int, bool]


def register_rounds(source: Callable, progress: Callable) -> None:
    """`source(scope_ids) -> dict[scope_id, LiveRound]`: rounds that were opened and not cancelled. `progress(user,
    year) -> Gathered[dict[RoundState, Counted]]`: subdistricts with a round of that year on site, and with one
    done."""
    _sources[:] = [source]
    _progress[:] = [progress]


def progress_of_year(user: Any, year: int) -> Gathered[dict[RoundState, Counted]]:
    """How many subdistricts are under way and done; none while no source is registered."""
    if _progress:
        return _progress[0](user, year)
    return Gathered([], lambda: dict.fromkeys((RoundState.ON_SITE, RoundState.DONE), (0, False)))


def live_rounds(scope_ids) -> dict[int, LiveRound]:
    """Rounds by scope; nothing while no source is registered."""
    return _sources[0](list(scope_ids)) if _sources else {}


def without_called_off(
    entries: "Iterable[PlanEntry]", rounds: Mapping[int, LiveRound] | None = None
) -> "list[PlanEntry]":
    """Without those whose access ended though no round stands: an order outside the plan that was called off.
    `rounds` are the live ones of all of them, where they are known."""
    found = list(entries)
    if rounds is None:
        ended = [entry.scope_id for entry in found if entry.access_ended_at is not None]
        rounds = live_rounds(ended) if ended else {}
    return [entry for entry in found if entry.access_ended_at is None or entry.scope_id in rounds]
