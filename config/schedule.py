"""A schedule that keeps nothing on disk and makes up for the time it was not running."""

from datetime import timedelta

from celery.beat import Scheduler

# Covers a long holiday with the machine switched off; an entry due many times meanwhile is sent once.
CATCH_UP = timedelta(days=15)


class CatchUpScheduler(Scheduler):
    """Sends at its start every entry that came due within CATCH_UP before it.

    A machine that is off at night never sees 02:00. Every task of ours picks its work by range and does it
    once however often it is called, so one call too many costs nothing and one too few a missed reminder.
    """

    def setup_schedule(self):
        super().setup_schedule()
        for entry in self.schedule.values():
            entry.last_run_at = entry.default_now() - CATCH_UP
