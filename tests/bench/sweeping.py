"""The sweep costs what is due, whatever is stored."""

import time

from django.db import connection, transaction
from django.utils import timezone

from deadlines.actions.sweep import sweep
from deadlines.models import Deadline
from tests.bench.data import forget_reminders, run_on, tell_everybody
from tests.bench.figures import Figure, figure
from tests.bench.scale import is_full

ROUNDS = 3


@figure("sweep")
def sweeping() -> Figure:
    """Seconds for some deadlines nobody was told of, 1,000 among a million that run, against these alone. In
    turns, as dry runs; nothing stays."""
    among_all, alone = [], []
    with transaction.atomic():
        run_on(1_000_000 if is_full() else 50_000)
        tell_everybody()
        due = forget_reminders(1000 if is_full() else 100)
        for _ in range(ROUNDS):
            among_all.append(_seconds())
            with transaction.atomic():
                Deadline.objects.open().exclude(pk__in=due).update(voided_at=timezone.now())
                alone.append(_seconds())
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    return Figure(min(among_all), "s", min(alone), 1.1, smaller_is_better=True)


def _seconds() -> float:
    """Of one dry run, which leaves things as they were."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE deadlines_deadline")
    began = time.perf_counter()
    sweep(on=timezone.localdate(), at=timezone.now(), dry_run=True)
    return time.perf_counter() - began
