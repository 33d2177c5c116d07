from datetime import datetime, timedelta

from deadlines.models import JobRun

SWEEP = "sweep_deadlines"
LATE_AFTER = timedelta(hours=1)


def sweep_is_late(now: datetime) -> bool:
    """Whether no sweep has finished within the last hour (DESIGN §3.7)."""
    return not JobRun.objects.filter(name=SWEEP, finished_at__gte=now - LATE_AFTER).exists()
