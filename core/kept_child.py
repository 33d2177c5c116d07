"""The other end of core/kept.py: `python -m core.kept_child ORDER`, whose standard input is the line to whoever asks.

Imports little by itself: what the work needs is loaded once, at the start.
"""

import gc
import importlib
import json
import resource
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from core.bounded import Unfit
from core.kept import BEGUN, DONE, FAILED, OVER, UNFIT, line_of_child

Work = Callable[..., bytes]


def main(order: dict[str, Any]) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    work = _loaded(order["work"])
    line = line_of_child()
    gc.collect()
    gc.freeze()
    # A piece is short: what it leaves in circles is taken out after its answer, when nobody waits.
    gc.disable()
    for _ in range(order["pieces"]):
        if not line.poll(order["idle"]):
            return
        asked = line.recv_bytes()
        line.send_bytes(BEGUN)
        line.send_bytes(_answer(work, asked, order["seconds"]))
        del asked
        gc.collect()
        if _resident_bytes() > order["rest"]:
            return


def _loaded(name: str) -> Work:
    """The work; where it cannot be loaded, one that says so whenever it is asked."""
    module, _, function = name.partition(":")
    try:
        return getattr(importlib.import_module(module), function)
    except Exception:  # noqa: BLE001  whoever asks is told
        reason = traceback.format_exc()

        def broken(**piece: Any) -> bytes:
            raise RuntimeError(reason)

        return broken


def _answer(work: Work, asked: bytes, seconds: int) -> bytes:
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
    try:
        return DONE + work(**json.loads(asked))
    except Unfit as unfit:
        return UNFIT + json.dumps({"unfit": unfit.words, "facts": unfit.facts}).encode()
    except MemoryError:
        return OVER + b"memory"
    except Exception:  # noqa: BLE001  whoever asks is told
        return FAILED + traceback.format_exc()[-2000:].encode()


def _resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    # Whoever asked may be gone at any time.
    with suppress(EOFError, OSError):
        main(json.loads(sys.argv[1]))
