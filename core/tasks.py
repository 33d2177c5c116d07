from celery import shared_task
from django.utils import timezone

from core.actions.once import forget_once_keys
from core.actions.outbox import send_waiting


@shared_task(ignore_result=True)
def send_outbox() -> int:
    """Send what is unsent; returns how many mails left."""
    return send_waiting(at=timezone.now())


@shared_task(ignore_result=True)
def forget_keys() -> int:
    """Drop the keys of old forms; returns how many."""
    return forget_once_keys(at=timezone.now())
