from datetime import date, timedelta
from typing import Self

from django.db.models import F, Model, Q

from accounts.models import Scope
from core.queries import scoped

# A deadline is near from this many days before its due date, that day included.
NEAR_DAYS = 7


def _of_leads() -> Q:
    leads = Scope.objects.of_leads()
    return Q(scope__among=leads) | Q(round_scope__among=leads)


def open_signals(today: date) -> dict[str, Q]:
    """Which of the open deadlines stand under which signal (deadlines.models.Signal)."""
    near_until = today + timedelta(days=NEAR_DAYS)
    return {
        "normal": Q(met_on=None, due_on__gt=near_until),
        "near": Q(met_on=None, due_on__range=(today, near_until)),
        "overdue": Q(met_on=None, due_on__lt=today),
    }


class DeadlineQuerySet(scoped("scope", "round_scope")):
    """The questions of DESIGN §3; `today` is a date in Asia/Shanghai and always handed in."""

    def apart(self) -> Self:
        """Those of leads: never in one file with the others (ADR 9)."""
        return self.filter(_of_leads())

    def ordinary(self) -> Self:
        return self.exclude(_of_leads())

    def live(self) -> Self:
        """Duties that stand, met or not: everything but the voided."""
        return self.filter(voided_at=None)

    def open(self) -> Self:
        return self.live().filter(met_on=None)

    def done(self) -> Self:
        return self.live().exclude(met_on=None)

    def overdue(self, today: date) -> Self:
        """Not met and past: the due date itself still counts as in time, until 24:00."""
        return self.open().filter(due_on__lt=today)

    def due_within(self, today: date, days: int) -> Self:
        """Not met, due from today to `days` days on, both inclusive."""
        return self.open().filter(due_on__gte=today, due_on__lte=today + timedelta(days=days))

    def near(self, today: date) -> Self:
        return self.due_within(today, NEAR_DAYS)

    def normal(self, today: date) -> Self:
        return self.open().filter(due_on__gt=today + timedelta(days=NEAR_DAYS))

    def to_look_at(self, on: date, ahead_on: date) -> Self:
        """Not met, with a rung that may be reached: up to the due date by `ahead_on`, the last of the rest days that
        follow `on`, after it by `on` itself."""
        reached = Q(look_on__lte=on) | Q(look_on__lte=F("due_on"))
        return self.open().filter(reached, look_on__lte=ahead_on)

    def of(self, *things: Model) -> Self:
        """Deadlines whose subject is one of these things."""
        return self.filter(subject_id__in=[str(thing.pk) for thing in things])

    def of_kind(self, *codes: str) -> Self:
        return self.filter(kind__in=codes)
