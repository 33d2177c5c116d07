"""Hand work to the background without making the person at the form wait for the broker.

Celery and its broker's client are loaded when something first goes out: a command that sends nothing starts without.
"""

import logging
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from celery import Celery, Task

logger = logging.getLogger(__name__)

_application: list[str] = []


def register_application(module: str) -> None:
    """Name the module whose `app` is the Celery application; config does, as the only one who knows it."""
    _application[:] = [module]


def application() -> "Celery":
    """The application, with every task of the house on it."""
    app: Celery = import_module(_application[0]).app
    return app


@cache
def broker_away() -> tuple[type[Exception], ...]:
    """What is raised where the broker cannot be reached."""
    from kombu.exceptions import OperationalError
    from redis.exceptions import ConnectionError as RedisConnectionError
    from redis.exceptions import TimeoutError as RedisTimeoutError

    return (OperationalError, RedisConnectionError, RedisTimeoutError, ConnectionError, TimeoutError)


def enqueue(task: "str | Task", *ids: Any) -> bool:
    """Ask for `task` to be run with `ids`; meant for on_commit hooks. Returns whether the broker took it.

    `task` is its dotted path, `records.tasks.render_document`. Where the broker is away this warns in the log and
    returns False within two seconds: what has to be done is a row by then, and the task that sweeps such rows every
    minute will find it.
    """
    application()
    if isinstance(task, str):
        task = import_string(task)
    try:
        task.apply_async(args=ids, retry=False)
    except broker_away() as reason:
        logger.warning("The broker is away, %s%r waits for the next sweep: %s", task.name, ids, reason)
        return False
    return True
