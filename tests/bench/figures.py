"""What a figure is, and the list of them.

A figure is a function that measures and returns a Figure. It compares with a baseline measured in the same run on
the same machine, so that the ratio means the same on a slow one; `limit` bounds that ratio.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass


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
                "value": round(self.value, 3),
                "unit": self.unit,
                "baseline": round(self.baseline, 3),
                "ratio": round(self.ratio, 4),
                "limit": self.limit,
            }
        )


FIGURES: dict[str, Callable[[], Figure]] = {}


def figure(name: str):
    """Register the function below as the figure `name`."""

    def register(measure: Callable[[], Figure]) -> Callable[[], Figure]:
        FIGURES[name] = measure
        return measure

    return register


def per_second(work: Callable[[], int], *, rounds: int = 5) -> float:
    """The best rate of several rounds: `work` does many things and returns how many; noise only ever slows it."""
    rates = []
    for _ in range(rounds):
        began = time.perf_counter()
        done = work()
        rates.append(done / (time.perf_counter() - began))
    return max(rates)
