"""What a figure is, and the list of them.

A figure is a function that measures and returns a Figure. It compares with a baseline measured in the same run on
the same machine, so that the ratio means the same on a slow one; `limit` bounds that ratio. Where the baseline is a
bound laid down in DESIGN §8 instead (bytes, queries, seconds), the limit is 1.

Of some things nobody knows beforehand how many there are, such as list pages: a family names its figures once the data
is there.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True)
class Figure:
    """`value` and `baseline` in `unit`; `limit` is the smallest ratio allowed, the largest if `smaller_is_better`."""

    value: float
    unit: str
    baseline: float
    limit: float
    smaller_is_better: bool = False

    @property
    def ratio(self) -> float:
        return self.value / self.baseline

    @property
    def keeps_its_limit(self) -> bool:
        return self.ratio <= self.limit if self.smaller_is_better else self.ratio >= self.limit

    def line(self, name: str) -> str:
        """The figure as one line of JSON, as DESIGN §6 lays down."""
        return json.dumps(
            {
                "bench": name,
                "value": round(self.value, 5),
                "unit": self.unit,
                "baseline": round(self.baseline, 5),
                "ratio": round(self.ratio, 4),
                "limit": self.limit,
            },
            ensure_ascii=False,
        )


Measure = Callable[[], Figure]
# Whether some figure whose name begins with this is wanted: what is not needs not be looked for.
IsWanted = Callable[[str], bool]
Members = Callable[[IsWanted], Iterable[tuple[str, Measure]]]
FIGURES: dict[str, Measure] = {}
# By the first part of the names of its figures.
FAMILIES: dict[str, "Members"] = {}
# Those that look at no stored row.
NEEDS_NO_DATA: set[str] = set()


def figure(name: str, *, needs_data: bool = True):
    """Register the function below as the figure `name`."""

    def register(measure: Measure) -> Measure:
        FIGURES[name] = measure
        if not needs_data:
            NEEDS_NO_DATA.add(name)
        return measure

    return register


def family(prefix: str):
    """Register the function below: it gives the figures whose names begin with `prefix` and a slash, each with its
    measure. The prefix chooses all of them, a whole name or a pattern such as `list/*/office/*` some."""

    def register(members: Members) -> Members:
        FAMILIES[prefix] = members
        return members

    return register


def is_chosen(name: str, wanted: Iterable[str]) -> bool:
    """Without a wish everything is."""
    wanted = list(wanted)
    return not wanted or any(fnmatchcase(name, each) or name.startswith(f"{each}/") for each in wanted)


def begins(start: str, wanted: Iterable[str]) -> bool:
    """Whether a name that begins with these parts may be among those wanted."""
    parts = start.split("/")
    wanted = [each.split("/") for each in wanted]
    return not wanted or any(all(map(fnmatchcase, parts, each)) for each in wanted)


def unknown(wanted: Iterable[str]) -> list[str]:
    """What can be neither a figure nor one of a family."""
    known = [*FIGURES, *FAMILIES]
    return sorted(
        each
        for each in set(wanted)
        if each.partition("/")[0] not in FAMILIES and not any(fnmatchcase(name, each) for name in known)
    )


def chosen(wanted: Iterable[str]) -> Iterator[tuple[str, Measure]]:
    wanted = list(wanted)
    for name, measure in FIGURES.items():
        if is_chosen(name, wanted):
            yield name, measure
    for prefix, members in FAMILIES.items():
        if not wanted or any(fnmatchcase(prefix, each.partition("/")[0]) for each in wanted):
            for name, measure in members(lambda start: begins(start, wanted)):
                if is_chosen(name, wanted):
                    yield name, measure


def per_second(work: Callable[[], int], *, rounds: int = 5) -> float:
    """The best rate of several rounds: `work` does many things and returns how many; noise only ever slows it."""
    rates = []
    for _ in range(rounds):
        began = time.perf_counter()
        done = work()
        rates.append(done / (time.perf_counter() - began))
    return max(rates)


def best_seconds(*works: Callable[[], object], within: float = 0.6, rounds: int = 5) -> list[float]:
    """The best time of each, in seconds, taken in turns so that noise meets all of them alike: at most `rounds`,
    and no further one begins once `within` seconds are gone."""
    best = [float("inf")] * len(works)
    until = time.perf_counter() + within
    for number in range(rounds):
        if number and time.perf_counter() > until:
            break
        for at, work in enumerate(works):
            began = time.perf_counter()
            work()
            best[at] = min(best[at], time.perf_counter() - began)
    return best
