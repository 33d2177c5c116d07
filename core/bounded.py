"""Work on bytes from outside, in a process of its own that may take so much time and memory and no more.

A small picture or workbook can claim any amount of both. What it costs is paid by the child, which is started anew for
each file, is handed no settings, no database and no secrets, and is ended when its bounds are reached.
"""

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

ROOT = Path(__file__).resolve().parent.parent
# Children at the same time, of one process of ours; whoever comes later waits.
AT_ONCE = 2
# A busy machine gives a child less than a whole processor: seconds on the clock for each second of the processor.
CLOCK_FACTOR = 2

_PLACES = threading.BoundedSemaphore(AT_ONCE)
# Why the system starts no process or opens no pipe just now, though it would at another time.
SCARCE = {errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE}
# Strange XML is read by the parser of Python alone: lxml, where another package brings it, tells want of memory as a
# fault of the file.
_ENVIRONMENT = {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "OPENPYXL_LXML": "False"}


class Unfit(Exception):  # noqa: N818
    """What was given is refused by the work itself: `words` in English, not translated yet, `facts` what stands in
    them (plain values). A child speaks no language; whoever started it does."""

    def __init__(self, words: str, **facts: Any) -> None:
        self.words, self.facts = words, facts
        super().__init__(words)


class OverBounds(Exception):  # noqa: N818
    """The work was ended: `bound` is "time", "memory" or "size" (of the answer)."""

    def __init__(self, bound: str) -> None:
        self.bound = bound
        super().__init__(bound)


class Busy(Exception):  # noqa: N818
    """The work was not begun, which says nothing of what was given: no place came free in time, or the machine can
    start no process just now."""


class WorkFailed(Exception):  # noqa: N818
    """The child came to an end of its own without an answer; the text is for the log."""


def later(words: str) -> str:
    """Marks words of an Unfit for the catalogues; imported as `_`."""
    return words


def run_bounded(
    work: str,
    data: bytes | BinaryIO,
    *,
    seconds: int,
    memory_bytes: int,
    answer_bytes: int,
    facts: dict[str, Any] | None = None,
) -> Any:
    """What the function `work`, "module:function", answers to a file of `data` and the plain values `facts`, as JSON
    gives it. `data` are bytes, or a file of the system just opened.

    `seconds` of the processor, twice as many by the clock; `memory_bytes` of address space, the interpreter's own
    (about 100 MB) among them; `answer_bytes` of JSON. Raises Unfit, OverBounds, WorkFailed; Busy after a wait for a
    place of as many seconds by the clock, or where the machine starts no process just now.
    """
    order = {
        "work": work, "seconds": seconds, "memory": memory_bytes, "answer": answer_bytes, "facts": facts or {},
    }  # fmt: skip
    clock = seconds * CLOCK_FACTOR
    if not _PLACES.acquire(timeout=clock):
        raise Busy(f"no place came free in {clock} seconds")
    try:
        code, answer, complaints = _run([sys.executable, "-m", "core.bounded_child", json.dumps(order)], data, clock)
    finally:
        _PLACES.release()
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise OverBounds("time")
    if code:
        raise WorkFailed(f"{work}: {code}: {complaints.decode(errors='replace')[-500:]}")
    return _understood(json.loads(answer))


def _run(command: list[str], data: bytes | BinaryIO, clock: float) -> tuple[int, bytes, bytes]:
    """Its exit code, minus the signal that ended it, and what it wrote. Whoever it started ends with it."""
    given, source = (data, subprocess.PIPE) if isinstance(data, bytes) else (None, data)
    try:
        child = subprocess.Popen(  # noqa: S603  our own module
            command, cwd=ROOT, env=_ENVIRONMENT, start_new_session=True,
            stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
    except OSError as error:
        if error.errno not in SCARCE:
            raise
        raise Busy(str(error)) from error
    with child:
        try:
            answer, complaints = child.communicate(given, timeout=clock)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            answer, complaints = child.communicate()
    return child.returncode, answer, complaints


def _understood(said: dict[str, Any]) -> Any:
    if "over" in said:
        raise OverBounds(said["over"])
    if "unfit" in said:
        raise Unfit(said["unfit"], **said["facts"])
    return said["answer"]
