"""What tests let a kept child do."""

import os
import time
from pathlib import Path

from core.bounded import Unfit

HOARD = []


def do(*, what="say", words="", megabytes=0, mark=""):
    return globals()[f"_{what}"](words, megabytes, mark)


def _say(words, megabytes, mark):
    return f"{words} {os.getpid()}".encode()


def _environment(words, megabytes, mark):
    return " ".join(sorted(os.environ)).encode()


def _hoard(words, megabytes, mark):
    HOARD.append(b"x" * (megabytes * 1024**2))
    return str(os.getpid()).encode()


def _sleep(words, megabytes, mark):
    Path(mark).touch()
    time.sleep(600)


def _spin(words, megabytes, mark):
    while True:
        pass


def _refuse(words, megabytes, mark):
    raise Unfit("At most %(limit)s.", limit=3)


def _fail(words, megabytes, mark):
    raise ValueError("odd")
