"""The other end of core/bounded.py: takes its bounds upon itself, then imports and does the work.

`python -m core.bounded_child ORDER` with the bytes on the standard input; the answer is one JSON object on the
standard output. Imports little, since it is started for each file.
"""

import importlib
import io
import json
import resource
import sys

from core.bounded import Unfit


def main(order: dict) -> dict:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"] + 1))
    module, _, name = order["work"].partition(":")
    try:
        work = getattr(importlib.import_module(module), name)
        given = sys.stdin.buffer
        return {"answer": work(given if given.seekable() else io.BytesIO(given.read()), **order["facts"])}
    except Unfit as unfit:
        return {"unfit": unfit.words, "facts": unfit.facts}
    except MemoryError:
        return {"over": "memory"}


def said(answer: dict, most: int) -> str:
    try:
        text = json.dumps(answer, ensure_ascii=True)
    except MemoryError:
        text = ""
    return text if 0 < len(text) <= most else json.dumps({"over": "size" if text else "memory"})


if __name__ == "__main__":
    order = json.loads(sys.argv[1])
    sys.stdout.write(said(main(order), order["answer"]))
