from celery import shared_task
from django.utils import timezone

from deadlines.sweep_run import run_sweep


@shared_task(ignore_result=True)
def sweep_deadlines() -> dict:
    return run_sweep(clock=timezone.now)
