from datetime import datetime, timedelta

from deadlines.models import JobRun

_KEEP = timedelta(days=90)


def begin_run(*, name: str, at: datetime) -> JobRun:
    return JobRun.objects.create(name=name, started_at=at)


def finish_run(*, run: JobRun, counts: dict, at: datetime, error: str = "") -> JobRun:
    """Close the heartbeat and drop those older than 90 days."""
    run.finished_at, run.counts, run.error = at, counts, error
    run.save(update_fields=["finished_at", "counts", "error"])
    JobRun.objects.filter(name=run.name, started_at__lt=at - _KEEP).delete()
    return run
