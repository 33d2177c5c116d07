"""What still keeps a round from closing (四(二)二, R64, R84). The apps above register their gates in ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Gap:
    """One open end in words, the path of the page on which it is mended, and who has to act. `after`: what has to come
    first, where nobody can act on it yet; the path then leads to that."""

    label: str
    path: str
    who: str
    after: str = ""


# What the gates look at, and what of DESIGN §2 none of them looks at yet: whoever builds one moves its words over, so
# that no page says of a round what nobody checked.
CHECKED = _(
    "The system checks: report approved, findings confirmed or withdrawn, what has to be handed over has a result, "
    "plans of rectification that were asked for settled, "
    "rectification accepted and each item closed, each major hazard listed, removed and published (or verified as "
    "removed before), orders to fix at once verified, what was drawn for a "
    "follow-up check recorded, interviews closed, no objection and no correction of a date "
    "waiting, both copies received, feedback and rectification announced."
)
NOT_CHECKED = _(
    "It does not check complaints, of which it keeps no record yet; please see to these before the round is closed."
)

Gate = Callable[[Any, date], list[Gap]]
_gates: list[Gate] = []
_readiness: list[Q] = []


def register_gate(gate: Gate) -> None:
    """`gate(round, today)` lists the gaps it knows of, an empty list when there is none."""
    if gate not in _gates:
        _gates.append(gate)


def gaps(round_, today: date) -> list[Gap]:
    """Every gap of every gate, so that one look tells all that is left."""
    return [gap for gate in _gates for gap in gate(round_, today)]


def register_readiness(condition: Q) -> None:
    """A condition on rounds without which closing is not worth a look yet: whose round meets all of them waits in
    "my work", and its page names what little is left."""
    if condition not in _readiness:
        _readiness.append(condition)


def readiness() -> Q:
    """All these conditions together."""
    found = Q()
    for condition in _readiness:
        found &= condition
    return found
