"""Whether the sweep looks at every open deadline in time: the check of `Deadline.look_on` (docs/adr/0040)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Min, Q

from deadlines.kinds import first_look, ladder_of, read_ladders
from deadlines.models import Deadline
from deadlines.queries.deadlines import DeadlineQuerySet

_CHUNK = 2000


def with_last_rung(found: DeadlineQuerySet) -> DeadlineQuerySet:
    """With the last rung stored for the present due date, as `last_rung`; None before the first."""
    return found.annotate(last_rung=Min("reminders__rung", filter=Q(reminders__due_on=F("due_on"))))


def next_look(ladder: Sequence[int], due_on: date, *, stored: int | None) -> date | None:
    """The day of the first rung after the last one stored for this due date; None after the last of all."""
    rung = max((each for each in ladder if stored is None or each < stored), default=None)
    return None if rung is None else due_on - timedelta(days=rung)


def late_looks() -> Iterator[Deadline]:
    """Open deadlines of which the sweep would miss a rung, all others being looked at in time or early."""
    after: UUID | None = None
    while True:
        found = Deadline.objects.open().filter(**{"pk__gt": after} if after else {})
        # What no ladder has been asked of yet cannot be late.
        chunk = list(with_last_rung(found).order_by("pk")[:_CHUNK])
        unasked = [one for one in chunk if one.look_on != first_look(one.due_on)]
        ladders = read_ladders(unasked)
        for one in unasked:
            last = one.last_rung  # type: ignore[attr-defined]  # annotated
            needed_on = next_look(ladder_of(one, ladders), one.due_on, stored=last)
            if needed_on is not None and (one.look_on is None or one.look_on > needed_on):
                yield one
        if len(chunk) < _CHUNK:
            return
        after = chunk[-1].pk
