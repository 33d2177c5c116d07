"""Kinds of duty. The apps above register theirs in AppConfig.ready(); this app knows none by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from deadlines.models import Deadline

# Days before the due date, negative after it (DESIGN §3.5). The ruleset of the subject may give another.
DEFAULT_LADDER = (7, 3, 1, 0, -1, -3, -7)
# No ladder may start earlier: the sweep looks this many days ahead.
FARTHEST_RUNG = 60


def first_look(due_on: date) -> date:
    """The day from which the sweep looks at what is due on `due_on`: no ladder begins earlier."""
    return due_on - timedelta(days=FARTHEST_RUNG)


@dataclass(frozen=True)
class DeadlineKind:
    """`responsible(deadline, today)` names the people when a message goes out, so that a new leader in office
    is told, not the one of the day the clock started."""

    code: str
    label: object
    responsible: Callable[[object, date], list] = field(repr=False)
    clause: str = ""
    # Major hazards: messages wait neither for the digest nor for office hours.
    major: bool = False
    # So many at once that they crowd out the rest: first pages show them only when they are near.
    crowds: bool = False


# Rungs by the id of the deadline.
Ladders = Mapping[UUID, Sequence[int]]

_kinds: dict[str, DeadlineKind] = {}
_ladders: list[Callable[[Sequence["Deadline"]], Ladders]] = []
_escalation: list[Callable] = []


def register_kind(kind: DeadlineKind) -> None:
    _kinds[kind.code] = kind


def kind_of(code: str) -> DeadlineKind:
    """Raises KeyError for a kind nobody registered."""
    return _kinds[code]


def kind_label(code: str):
    """The kind in words; the bare code where its app is no longer there, since old rows must still be read."""
    return _kinds[code].label if code in _kinds else code


def registered_kinds() -> dict[str, DeadlineKind]:
    return dict(_kinds)


def crowding_kinds() -> list[str]:
    """Codes of the kinds that come in crowds."""
    return [kind.code for kind in _kinds.values() if kind.crowds]


def register_ladders(reader: Callable[[Sequence["Deadline"]], Ladders]) -> None:
    """`reader(deadlines)`: the ladders of the rulesets of their subjects by the deadline's id, in one query however
    many they are; the default for those it leaves out."""
    _ladders[:] = [reader]


def read_ladders(deadlines: Sequence["Deadline"]) -> Ladders:
    """What the rulesets say of these deadlines; ladder_of takes it from there."""
    return _ladders[0](deadlines) if _ladders else {}


def ladder_of(deadline: "Deadline", known: Ladders | None = None) -> tuple[int, ...]:
    """Rungs from the first to the last. `known` is what read_ladders gave for many; without it, one query.

    Raises ValueError for a ladder that starts too early.
    """
    found = (read_ladders([deadline]) if known is None else known).get(deadline.pk)
    rungs = tuple(sorted(found or DEFAULT_LADDER, reverse=True))
    if rungs[0] > FARTHEST_RUNG:
        raise ValueError(f"A ladder starts at most {FARTHEST_RUNG} days before the due date, not {rungs[0]}.")
    return rungs


def register_escalation(escalate: Callable) -> None:
    """`escalate(*, deadline, rung, on, at)`: what a rung after the due date sets in motion beyond its message, in the
    same transaction: the apps above propose the interview here."""
    _escalation[:] = [escalate]


def escalate(*, deadline, rung, on, at) -> None:
    for step in _escalation:
        step(deadline=deadline, rung=rung, on=on, at=at)
