"""What was committed, told outside the database: one line for each event, with id and mark, written after the commit.

Between its commit and its seal an event stands in no chain; the line is its witness. Writing is one append and waits
for nobody. A process killed in between leaves no line, which means nothing; a line whose event is gone does (ADR 20).
One file for each machine, since only on one machine appends do not mix. The sealer closes it, and drops it once all
its events are under seal.
"""

import logging
import os
import platform
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from core.models import AuditEvent

logger = logging.getLogger(__name__)

# A line that a power cut tore matches none of it, and is a line less.
_LINE = re.compile(rb"^(\d+) ([0-9A-Za-z]{80})$", re.MULTILINE)
_OPEN, _CLOSED = ".open", ".closed"


def folder() -> Path:
    return settings.PROOF_DIR / "journal"


def keep(event: AuditEvent) -> None:
    """Write the stored event's line once its transaction is committed."""
    transaction.on_commit(partial(_append, f"{event.pk} {event.mark}\n".encode()))


def _append(line: bytes) -> None:
    """A line that cannot be written costs a witness, never the event, which is committed by now."""
    path = folder() / (re.sub(r"[^\w.-]", "_", platform.node()) + _OPEN)
    try:
        _write(path, line)
    except OSError as reason:
        logger.error("The journal of events cannot be written: %s", reason)


def _write(path: Path, line: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except FileNotFoundError:
        settings.PROOF_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line)
    finally:
        os.close(handle)


def files() -> list[Path]:
    return sorted(folder().glob("*"))


def read(path: Path) -> Iterator[tuple[int, str]]:
    """Id and mark of each event told there."""
    for pk, mark in _LINE.findall(path.read_bytes()):
        yield int(pk), mark.decode()


def closed() -> list[Path]:
    return sorted(folder().glob(f"*{_CLOSED}"))


def close() -> None:
    """Whoever writes from now on writes into a new file. One who has the old one open ends it in a moment."""
    for path in folder().glob(f"*{_OPEN}"):
        path.rename(folder() / f"{uuid4().hex}{_CLOSED}")
