"""Hand work to the background without making the person at the form wait for the broker."""

import logging
from typing import Any

from celery import Task
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

logger = logging.getLogger(__name__)

BROKER_AWAY = (OperationalError, RedisConnectionError, RedisTimeoutError, ConnectionError, TimeoutError)


def enqueue(task: Task, *ids: Any) -> bool:
    """Ask for `task` to be run with `ids`; meant for on_commit hooks. Returns whether the broker took it.

    Where the broker is away this warns in the log and returns False within two seconds: what has to be done
    is a row by then, and the task that sweeps such rows every minute will find it.
    """
    try:
        task.apply_async(args=ids, retry=False)
    except BROKER_AWAY as reason:
        logger.warning("The broker is away, %s%r waits for the next sweep: %s", task.name, ids, reason)
        return False
    return True
