from datetime import datetime, timedelta

from django.db.models import Exists, QuerySet
from django.db.models.expressions import Combinable

from deadlines.models import JobRun

SWEEP = "sweep_deadlines"
LATE_AFTER = timedelta(hours=1)


def sweep_is_late(now: datetime) -> bool:
    """Whether no sweep has finished within the last hour (DESIGN §3.7)."""
    return not _finished_lately(now).exists()


def sweep_late_fact(now: datetime) -> Combinable:
    """The same as part of a statement."""
    return ~Exists(_finished_lately(now))


def _finished_lately(now: datetime) -> QuerySet[JobRun]:
    return JobRun.objects.filter(name=SWEEP, finished_at__gte=now - LATE_AFTER)


def sweep_problem(now: datetime) -> str:
    """For /ready/: how many minutes ago a late sweep last finished."""
    if not sweep_is_late(now):
        return ""
    last = JobRun.objects.filter(name=SWEEP, finished_at__lte=now).order_by("-finished_at").first()
    if last is None or last.finished_at is None:
        return "has never finished"
    return f"last finished {(now - last.finished_at) // timedelta(minutes=1)} minutes ago"
