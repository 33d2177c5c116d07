"""The rounds that run, each with its next step and the deadline of that step: one look for the desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.cells import Due, Link
from core.home import Look
from core.progress import NextStep, next_steps_of, with_progress
from core.queries.asked_alike import rows_of_keys
from core.queries.at_once import Alike
from core.queries.later import Later
from core.tables import Column, Table, table_of
from deadlines.models import Deadline
from deadlines.presenters import DueDate, present
from inspections.models import SubdistrictRound


@dataclass(frozen=True)
class BoardRow:
    round: SubdistrictRound
    step: NextStep | None
    due: DueDate | None


def deadlines_of(rounds, user, duties: Iterable[str]) -> list[Deadline]:
    """What runs of these duties for these rounds and for what was issued out of them, as far as this person sees it;
    the next first."""
    kinds = tuple(sorted(set(duties)))
    return rows_of_keys(_running_in, user, [round_.scope_id for round_ in rounds], kinds) if kinds else []


def _running_in(user, scopes: Sequence[int], kinds: tuple[str, ...]) -> QuerySet[Deadline]:
    found = Deadline.objects.visible_to(user).open().filter(Q(scope_id__in=scopes) | Q(round_scope_id__in=scopes))
    return found.filter(kind__in=kinds).order_by("due_on")


# More would fill the page; the list of rounds has them all.
ROUNDS_SHOWN = 10


@dataclass(frozen=True)
class Board:
    """The first of the rounds that run; `has_others` where there are more."""

    rows: list[BoardRow] = field(default_factory=list)
    has_others: bool = False


def running_rounds(look: Look) -> Later[Board]:
    """Rounds notified and not closed yet, as far as this person sees them, the longest under way first; one more query
    for their deadlines, however many there are."""

    def tell(rounds: list[SubdistrictRound]) -> Board:
        rows = _rows(rounds[:ROUNDS_SHOWN], look.user, look.today)
        return Board(rows, has_others=len(rounds) > ROUNDS_SHOWN)

    return look.later(tell, Alike(_running, look.user, (ROUNDS_SHOWN + 1,)))


def _running(user, most: int) -> QuerySet[SubdistrictRound]:
    running = SubdistrictRound.objects.visible_to(user).running()
    return with_progress(running).order_by("planned_from_on", "pk")[:most]


def _rows(found: list[SubdistrictRound], user, today: date) -> list[BoardRow]:
    steps = next_steps_of(found, user)
    running = deadlines_of(found, user, (step.duty for step in steps if step and step.duty))
    by_duty = {(deadline.round_scope_id or deadline.scope_id, deadline.kind): deadline for deadline in running}
    return [
        BoardRow(round_, step, present(by_duty.get((round_.scope_id, step.duty)) if step else None, today))
        for round_, step in zip(found, steps, strict=True)
    ]


COLUMNS = (
    Column(gettext_lazy("Round"), lambda row, today: Link(str(row.round), row.round.get_absolute_url())),
    Column(gettext_lazy("Next step"), lambda row, today: row.step and row.step.what),
    Column(gettext_lazy("Who must act"), lambda row, today: row.step and row.step.who),
    Column(gettext_lazy("By when"), lambda row, today: Due(row.due)),
)


def board_table(rows: list[BoardRow], today: date) -> Table:
    return table_of(_("Rounds under way"), COLUMNS, rows, today)
