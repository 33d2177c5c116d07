from celery import shared_task
from django.utils import timezone

from accounts.actions import brakes


@shared_task(ignore_result=True)
def forget_brakes() -> int:
    """Drop wrong tries that count no longer; returns how many secrets they were at."""
    return brakes.forget_brakes(at=timezone.now())
