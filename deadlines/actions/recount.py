"""When the calendar changes: what was told may move later, never earlier (DESIGN §3.2)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.messages import notify
from accounts.models import User
from core.actions.events import record_event
from core.actions.moves import store
from deadlines.actions.reach import Reach
from deadlines.arithmetic import Period
from deadlines.explanation import explain
from deadlines.kinds import first_look, kind_label, registered_kinds
from deadlines.models import Deadline
from deadlines.reckoning import reckon
from deadlines.words import outdoor_label
from deadlines.working_days import load_calendar


def _touched_by(year: int) -> QuerySet[Deadline]:
    """Counted deadlines this year's arrangement may move: those still open, and those met against a date that
    was provisional and so may turn out to have been in time."""
    counted = Deadline.objects.live().exclude(period="").filter(extended_from_on=None)
    unsettled = Q(met_on=None) | Q(is_provisional=True, days_late__gt=0)
    return counted.filter(unsettled, started_on__year__lte=year, due_on__year__gte=year)


@transaction.atomic
def recompute_year(*, year: int, by: User | None, at: datetime) -> int:
    """Count anew what the arrangement of `year` may move; returns how many due dates became later.

    A date that would come earlier stays; either way it stops being provisional once its years are loaded.
    """
    moved = 0
    for deadline in _touched_by(year).select_for_update(of=("self",)).select_related("scope"):
        moved += _recount(deadline, by=by, at=at)
    return moved


def recompute_provisional(*, year: int, by: User | None, at: datetime) -> int:
    """The same under the name of its usual cause: a provisional year was loaded."""
    return recompute_year(year=year, by=by, at=at)


def _recount(deadline: Deadline, *, by: User | None, at: datetime) -> bool:
    calendar = load_calendar(deadline.started_on.year, deadline.due_on.year + 1)
    found = reckon(deadline.started_on, Period.parse(deadline.period), calendar=calendar, roll=deadline.rolls)
    told_on = deadline.due_on
    old = {"due_on": told_on, "provisional": deadline.is_provisional}
    due_on = max(found.due_on, deadline.due_on)
    changes = {
        "nominal_on": found.nominal_on,
        "nominal_day": found.nominal_day,
        "holiday_name": found.holiday_name[:80],
        "due_on": due_on,
        "is_provisional": found.is_provisional,
    }
    if all(getattr(deadline, name) == value for name, value in changes.items()):
        return False
    if deadline.met_on:
        changes["days_late"] = max((deadline.met_on - due_on).days, 0)
    moves = due_on > deadline.due_on
    if moves:
        changes["look_on"] = first_look(due_on)
    store(deadline, by=by, **changes)
    new = {"due_on": due_on, "provisional": found.is_provisional}
    if new != old:
        record_event("deadline.recompute", target=deadline, by=by, on=None, at=at, old=old, new=new)
    if moves and deadline.met_on is None:
        _tell(deadline, told_on, at=at)
    return moves


def _tell(deadline: Deadline, old_due_on: date, *, at: datetime) -> None:
    kind = registered_kinds().get(deadline.kind)
    if kind is None:
        return
    people = Reach().of(kind.responsible(deadline, timezone.localdate(at)), deadline)
    notify(
        recipients=people,
        subject=_("%(what)s: due date moved from %(old)s to %(new)s")
        % {"what": outdoor_label(deadline, kind_label(deadline.kind)), "old": old_due_on, "new": deadline.due_on},
        body=explain(deadline),
        about=deadline.subject,
        at=at,
        is_digest=True,
    )
