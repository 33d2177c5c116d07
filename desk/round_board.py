"""The rounds that run, each with its next step and the deadline of that step: one look for the desk."""

from dataclasses import dataclass

from django.db.models import Q

from deadlines.models import Deadline
from deadlines.presenters import DueDate, present
from desk.round_progress import NextStep, next_step
from inspections.models import SubdistrictRound


@dataclass(frozen=True)
class BoardRow:
    round: SubdistrictRound
    step: NextStep
    due: DueDate | None


def running_rounds(user, *, today) -> list[BoardRow]:
    """Rounds notified and not closed yet, as far as this person sees them; three queries however many there are."""
    found = list(
        SubdistrictRound.objects.visible_to(user)
        .running()
        .select_related("subdistrict", "entry__cycle", "team", "report", "case")
        .order_by("planned_from_on")
    )
    scopes = [round_.scope_id for round_ in found]
    deadlines = Deadline.objects.visible_to(user).open().filter(Q(scope_id__in=scopes) | Q(round_scope_id__in=scopes))
    by_duty = {(deadline.round_scope_id or deadline.scope_id, deadline.kind): deadline for deadline in deadlines}
    rows = []
    for round_ in found:
        step = next_step(round_, getattr(round_, "report", None), getattr(round_, "case", None))
        rows.append(BoardRow(round_, step, present(by_duty.get((round_.scope_id, step.duty)), today)))
    return rows
