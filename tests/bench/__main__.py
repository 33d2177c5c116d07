"""Figures measured against a baseline of the same run: `script/bench`. A file per subject; each names its figures."""

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

import django

django.setup()

from tests.bench import figures  # noqa: E402  needs django.setup() first, as what follows does
from tests.bench.table import Result, write_document, write_growth  # noqa: E402


def main() -> int:
    arguments = _arguments()
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if not module.ispkg and module.name != "__main__" and not module.name.startswith("test_"):
            importlib.import_module(f"tests.bench.{module.name}")
    if arguments.growth:
        write_growth([Path(each) for each in arguments.names])
        return 0
    if arguments.list:
        print("\n".join([*figures.FIGURES, *(f"{prefix}/…" for prefix in figures.FAMILIES)]))  # noqa: T201
        return 0
    if unknown := figures.unknown(arguments.names):
        known = ", ".join([*figures.FIGURES, *figures.FAMILIES])
        print(f"script/bench: no such figure: {', '.join(unknown)}; there are {known}", file=sys.stderr)  # noqa: T201
        return 2
    results, broken, failed = [], [], []
    for name, measure in figures.chosen(arguments.names):
        try:
            found = measure()
        except Exception as reason:  # noqa: BLE001  the others are still worth knowing; this one counts as broken
            print(f"script/bench: {name} could not be measured: {reason!r}", file=sys.stderr)  # noqa: T201
            failed.append(name)
            continue
        print(found.line(name), flush=True)  # noqa: T201
        results.append(Result(name, found))
        if not found.keeps_its_limit:
            broken.append(name)
    if arguments.table:
        write_document(results)
    for what, names in (("beyond the limit", broken), ("not measured", failed)):
        if names:
            print(f"script/bench: {what}: {', '.join(names)}", file=sys.stderr)  # noqa: T201
    return 1 if broken or failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description="One JSON line per figure.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which figures: a name, a family, a pattern")
    parser.add_argument("--list", action="store_true", help="name the figures and stop")
    parser.add_argument("--table", action="store_true", help="write the results into docs/performance.md")
    parser.add_argument("--growth", action="store_true", help="NAMEs are files of lines by size; write their table")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
