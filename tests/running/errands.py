"""A task for the worker of test_broker.py."""

from pathlib import Path

from celery import shared_task


@shared_task(name="tests.leave_note")
def leave_note(path):
    Path(path).write_text("was here")
