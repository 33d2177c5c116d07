import argparse
import sys

import django

django.setup()

from tests.bench import due_dates  # noqa: E402, F401  registers its figures; needs django.setup() first
from tests.bench.figures import FIGURES  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/bench", description="One JSON line per figure.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which figures (default: all)")
    parser.add_argument("--list", action="store_true", help="name the figures and stop")
    arguments = parser.parse_args()
    if arguments.list:
        print("\n".join(FIGURES))  # noqa: T201
        return 0
    if unknown := sorted(set(arguments.names) - set(FIGURES)):
        parser.error(f"no such figure: {', '.join(unknown)}; there are {', '.join(FIGURES)}")
    broken = []
    for name in arguments.names or FIGURES:
        found = FIGURES[name]()
        print(found.line(name), flush=True)  # noqa: T201
        if not found.keeps_its_limit:
            broken.append(name)
    if broken:
        print(f"script/bench: beyond the limit: {', '.join(broken)}", file=sys.stderr)  # noqa: T201
    return 1 if broken else 0


sys.exit(main())
