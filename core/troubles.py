"""What the machine cannot do just now, in words for the person at the form. Everything else is a fault of ours."""

import errno
import sqlite3
from dataclasses import dataclass

from django.db import DatabaseError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.bounded import Busy

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
# Primary codes of SQLite, states of PostgreSQL (disk_full, deadlock_detected).
_FULL: set[object] = {sqlite3.SQLITE_FULL, "53100"}
_TAKEN: set[object] = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, "40P01"}
# Whoever catches one of these asks `trouble_of`.
MAY_BE_TROUBLE = (DatabaseError, OSError, Busy)


@dataclass(frozen=True)
class Trouble:
    """`status` of the answer; `title` says what, `reason` that nothing was stored and why, `advice` how to go on. What
    is left of that which was typed is for the page to say: it knows whether it has it."""

    status: int
    title: Promise
    reason: Promise
    advice: Promise


FULL = Trouble(
    507,
    _("The disk of the server is full"),
    _("Nothing was stored, because the disk of the server is full."),
    _("Tell the system administrator, and send it again once there is room."),
)
BUSY = Trouble(
    503,
    _("The system is busy"),
    _("Nothing was stored, because the server was busy at this moment with what others had sent."),
    _("Please send it again in a minute."),
)


def trouble_of(error: BaseException | None) -> Trouble | None:
    """None where it is no trouble of the machine's."""
    if isinstance(error, Busy):
        return BUSY
    if isinstance(error, OSError):
        return FULL if error.errno in _NO_ROOM else None
    if not isinstance(error, DatabaseError):
        return None
    code = _code_of(error.__cause__)
    return FULL if code in _FULL else BUSY if code in _TAKEN else None


def _code_of(cause: BaseException | None) -> object:
    """What the driver says, without the details SQLite adds in the higher bits."""
    code = getattr(cause, "sqlite_errorcode", None)
    return getattr(cause, "sqlstate", None) if code is None else code & 0xFF
