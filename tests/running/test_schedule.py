from datetime import timedelta

import pytest
from celery import Celery
from celery.schedules import crontab
from django.conf import settings
from django.utils.module_loading import import_string

from config.schedule import CatchUpScheduler


@pytest.mark.parametrize("schedule", [timedelta(minutes=15), timedelta(days=1), crontab(hour=2, minute=0)])
def test_entry_missed_while_off_is_due_at_the_start(schedule):
    app = Celery("test", broker="memory://localhost", set_as_current=False)
    app.conf.beat_schedule = {"job": {"task": "job", "schedule": schedule}}

    entry = CatchUpScheduler(app=app).schedule["job"]

    assert entry.is_due().is_due


def test_entry_is_sent_once_however_often_it_was_missed():
    app = Celery("test", broker="memory://localhost", set_as_current=False)
    app.conf.beat_schedule = {"job": {"task": "job", "schedule": timedelta(minutes=1)}}
    scheduler = CatchUpScheduler(app=app)

    sent = scheduler.reserve(scheduler.schedule["job"])

    assert not sent.is_due().is_due


@pytest.mark.parametrize("name", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_scheduled_task_exists_and_its_message_expires(name):
    """An entry without expiry piles up behind a worker that is away."""
    entry = settings.CELERY_BEAT_SCHEDULE[name]

    assert import_string(entry["task"]).name == entry["task"]
    assert entry["options"]["expires"] > 0
