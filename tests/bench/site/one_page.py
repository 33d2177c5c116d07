"""The best time of one page for the office, in seconds, as JSON: `python -m tests.bench.site.one_page PATH`."""

import json
import sys

import django

django.setup()

from tests.bench.asking import Asker  # noqa: E402  needs django.setup() first
from tests.bench.figures import best_seconds  # noqa: E402


def main(path: str) -> None:
    asker = Asker("office")
    answer = asker.ask(path)
    if answer.status != 200 or answer.body.count(b"<tr") < 2:
        raise SystemExit(f"{path} answers {answer.status} with {answer.body.count(b'<tr')} rows")
    (seconds,) = best_seconds(lambda: asker.ask(path), within=2)
    print(json.dumps({"seconds": seconds}))  # noqa: T201


main(*sys.argv[1:])
