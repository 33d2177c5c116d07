"""The sweep costs what is due, whatever is stored."""

import time

from django.db import transaction
from django.utils import timezone

from deadlines.actions.sweep import sweep
from deadlines.models import Deadline
from tests.bench.data import forget_reminders, tell_everybody
from tests.bench.figures import Figure, figure

DUE = 1000


@figure("sweep")
def sweeping() -> Figure:
    """Seconds for 1,000 deadlines nobody was told of, among all that run, against these alone. Nothing stays."""
    with transaction.atomic():
        tell_everybody()
        forget_reminders(DUE)
        among_all = _best()
        Deadline.objects.open().filter(reminders__isnull=False).update(voided_at=timezone.now())
        alone = _best()
        transaction.set_rollback(True)
    return Figure(among_all, "s", alone, 1.1, smaller_is_better=True)


def _best() -> float:
    """Of two dry runs, each of which leaves things as they were."""
    taken = []
    for _ in range(2):
        began = time.perf_counter()
        sweep(on=timezone.localdate(), at=timezone.now(), dry_run=True)
        taken.append(time.perf_counter() - began)
    return min(taken)
