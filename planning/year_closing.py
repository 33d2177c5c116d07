"""What is still open of a plan's year when it is to be closed (一(二)1, R6). The apps above register their gates in
ready(). A gap does not keep the year open: it is closed with the reason for each, and both stay with the plan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class YearGap:
    """One open end in words, and the path of the page that tells more. `key` names it from one look to the next:
    letters, digits and hyphens."""

    key: str
    label: str
    path: str = ""


Gate = Callable[[object, date], list[YearGap]]
_gates: list[Gate] = []


def register_year_gate(gate: Gate) -> None:
    """`gate(plan, today)` lists the gaps it knows of, an empty list when there is none."""
    if gate not in _gates:
        _gates.append(gate)


def year_gaps(plan, today: date) -> list[YearGap]:
    """Every gap of every gate, so that one look tells all that is left."""
    return [gap for gate in _gates for gap in gate(plan, today)]


def last_day_of(plan) -> date:
    """From this day on the year may be closed: until then a round may still be ordered."""
    return date(plan.year, 12, 31)
