"""Whether this system can do its work now, part by part: each app says how its own part is."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from core.enqueue import application, broker_away
from core.slots import Slot

logger = logging.getLogger(__name__)

# Below this the database cannot be trusted to take the next photograph; bytes.
LEAST_FREE_BYTES = 500 * 1024**2


@dataclass(frozen=True)
class Part:
    """`problem(at)` tells in one English line what is wrong, for whoever runs the machine; "" where nothing is."""

    name: str
    problem: Callable[[datetime], str]


PARTS: Slot[Part] = Slot()


def problems(at: datetime) -> dict[str, str]:
    """Every part with what is wrong with it, "" where nothing is; a part that cannot be asked is a problem itself."""
    return {part.name: _asked(part, at) for part in PARTS}


def _asked(part: Part, at: datetime) -> str:
    try:
        return part.problem(at)
    except (DatabaseError, OSError) as reason:
        logger.warning("%s cannot be asked whether it is ready: %s", part.name, reason)
        return "does not answer"


def database_problem(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def broker_problem(at: datetime) -> str:
    """Nothing is lost without a broker, but what goes out waits for the next minute's sweep of rows."""
    try:
        with application().connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except broker_away():
        return "does not answer"
    return ""


def disk_problem(at: datetime) -> str:
    """Of the fullest of the disks written to: the data folder's, and that of a database file elsewhere."""
    folders = {Path(settings.VAR)}
    if connection.vendor == "sqlite":
        folders.add(Path(connection.settings_dict["NAME"]).parent)
    free = min(shutil.disk_usage(folder).free for folder in folders)
    return "" if free >= LEAST_FREE_BYTES else f"{free // 1024**2} MB free"
