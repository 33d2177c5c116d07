"""Work of a library that is dear to load and grows with use, in a process of its own that is kept for the next piece.

Between core/bounded.py, which starts a child for each file from outside, and work in our own process. The child is
started when it is first asked, is handed no database and no secrets, and ends when nobody asks for a while, when it
has grown or has done its share, and with whoever started it. The next piece of work then starts another one.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from multiprocessing.connection import Connection, Pipe
from typing import Any

from core.bounded import CLOCK_FACTOR, ROOT, SCARCE, Busy, OverBounds, Unfit, WorkFailed

# What the child says as soon as it has read what it is asked: from then on its end is the end of this piece.
BEGUN = b"begun"
DONE, UNFIT, OVER, FAILED = b"d", b"u", b"o", b"f"


class KeptChild:
    """One for a process of ours: pieces of work wait for each other."""

    def __init__(
        self, work: str, *, seconds: int, memory_bytes: int, rest_bytes: int, pieces: int, idle_seconds: int,
        environment: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """`work`, "module:function", takes a piece as keywords (plain values) and returns bytes.

        Of a piece: `seconds` of the processor, twice as many by the clock, `memory_bytes` of address space. The child
        is renewed once it holds `rest_bytes` at rest or has done so many `pieces`, and ends after `idle_seconds`.
        `environment`: names of what it is told of ours.
        """
        self.clock = seconds * CLOCK_FACTOR
        self._order = {
            "work": work, "seconds": seconds, "memory": memory_bytes, "rest": rest_bytes, "pieces": pieces,
            "idle": idle_seconds,
        }  # fmt: skip
        self._environment = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", *environment)
        self._place = threading.Lock()
        self._child: _Child | None = None
        os.register_at_fork(after_in_child=self._forget)

    @property
    def pid(self) -> int | None:
        """Of the child that is kept now."""
        return self._child.process.pid if self._child else None

    def ask(self, **piece: Any) -> bytes:
        """What the work answers. Raises Unfit, OverBounds, WorkFailed; Busy after a wait of as many seconds by the
        clock as a piece may take, or where the machine starts no process just now."""
        asked = json.dumps(piece).encode()
        if not self._place.acquire(timeout=self.clock):
            raise Busy(f"no place came free in {self.clock} seconds")
        try:
            answer = self._asked(asked)
        finally:
            self._place.release()
        return _understood(answer)

    def _asked(self, asked: bytes) -> bytes:
        if self._child and (answer := self._child.answer(asked, self.clock)) is not None:
            return answer
        # There was none, or it had ended since: renewed, idle, killed.
        self.end()
        self._child = _Child(self._order, {name: os.environ[name] for name in self._environment if name in os.environ})
        if (answer := self._child.answer(asked, self.clock)) is not None:
            return answer
        raise WorkFailed(f"{self._order['work']}: its process cannot be started; its complaints stand in the log")

    def end(self) -> None:
        """End the child, if there is one."""
        if self._child:
            self._child.end()
            self._child = None

    def _forget(self) -> None:
        """After a fork the child is that of the other process alone: two cannot ask through one line."""
        self._place = threading.Lock()
        if self._child:
            self._child.line.close()
            self._child.process.returncode = 0
            self._child = None


class _Child:
    def __init__(self, order: dict[str, Any], environment: dict[str, str]) -> None:
        self.line, theirs = Pipe()
        try:
            self.process = subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-m", "core.kept_child", json.dumps(order)], cwd=ROOT,
                env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", **environment},
                start_new_session=True, stdin=theirs.fileno(), stdout=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError as error:
            self.line.close()
            if error.errno not in SCARCE:
                raise
            raise Busy(str(error)) from error
        finally:
            theirs.close()

    def answer(self, asked: bytes, clock: float) -> bytes | None:
        """None where the child had ended before it began."""
        begun, is_late = False, threading.Event()
        timer = threading.Timer(clock, self._kill, [is_late])
        timer.start()
        try:
            self.line.send_bytes(asked)
            begun = self.line.recv_bytes() == BEGUN
            return self.line.recv_bytes()
        except (EOFError, OSError) as loss:
            code = self.end()
            # Before it began, its end by the bound is that of an earlier piece.
            if is_late.is_set() or (begun and code == -signal.SIGXCPU):
                raise OverBounds("time") from loss
            if begun:
                raise WorkFailed(f"the process ended in the middle of the work: {code}") from loss
            return None
        finally:
            timer.cancel()
            # Nobody kills the child of the next piece, and no thread is left when the answer is there.
            timer.join()

    def _kill(self, is_late: threading.Event) -> None:
        is_late.set()
        self.process.kill()

    def end(self) -> int:
        """Its exit code, minus the signal that ended it."""
        self.line.close()
        self.process.kill()
        return self.process.wait()


def _understood(answer: bytes) -> bytes:
    kind, rest = answer[:1], answer[1:]
    if kind == DONE:
        return rest
    if kind == UNFIT:
        said = json.loads(rest)
        raise Unfit(said["unfit"], **said["facts"])
    if kind == OVER:
        raise OverBounds(rest.decode())
    raise WorkFailed(rest.decode(errors="replace"))


def line_of_child() -> Connection:
    """The other end, in the child."""
    return Connection(os.dup(sys.stdin.fileno()))
