"""What still keeps a round from closing (四(二)二, R64, R84). The apps above register their gates in ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Gap:
    """One open end in words, and the path of the page on which it is mended."""

    label: str
    path: str


Gate = Callable[[object, date], list[Gap]]
_gates: list[Gate] = []


def register_gate(gate: Gate) -> None:
    """`gate(round, today)` lists the gaps it knows of, an empty list when there is none."""
    if gate not in _gates:
        _gates.append(gate)


def gaps(round_, today: date) -> list[Gap]:
    """Every gap of every gate, so that one look tells all that is left."""
    return [gap for gate in _gates for gap in gate(round_, today)]
