"""One run of the sweep with its heartbeat: what the schedule and the command both do."""

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from deadlines.actions.job_runs import begin_run, finish_run
from deadlines.actions.sweep import sweep
from deadlines.queries.job_runs import SWEEP


class SweepFailed(Exception):  # noqa: N818
    """Some deadlines could not be swept; the others were. `counts` says how many."""

    def __init__(self, counts: dict):
        self.counts = counts
        super().__init__(f"{counts['failed']} deadlines could not be swept; see the log of this process.")


def run_sweep(*, clock: Callable[[], datetime], on: date | None = None, dry_run: bool = False) -> dict:
    """One sweep with its heartbeat, as of today or the day `on`; `clock` is asked when it begins and when it ends.

    Raises SweepFailed after a run with bad rows.
    """
    at = clock()
    with override(settings.LANGUAGE_CODE):
        if dry_run:
            counts = sweep(on=on or timezone.localdate(at), at=at, dry_run=True)
        else:
            run = begin_run(name=SWEEP, at=at)
            counts = sweep(on=on or timezone.localdate(at), at=at)
            error = str(SweepFailed(counts)) if counts["failed"] else ""
            finish_run(run=run, counts=counts, at=clock(), error=error)
    if counts["failed"]:
        raise SweepFailed(counts)
    return counts
