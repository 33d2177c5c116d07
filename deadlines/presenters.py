"""A deadline as a page shows it; every app uses this, so that a due date looks and reads the same everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.links import pages_of
from core.parts import days_words
from deadlines.explanation import explain
from deadlines.kinds import kind_label
from deadlines.models import Deadline, Signal


@dataclass(frozen=True)
class DueDate:
    """What templates/_components/due_date.html takes. `days_left` in calendar days, negative when past."""

    deadline: Deadline
    due_on: date
    signal: Signal
    days_left: int
    words: str
    explanation: str
    clause: str
    is_provisional: bool
    met_on: date | None = None
    # The subject's own page for whoever looks, "" where there is none for him.
    url: str = ""

    @property
    def signal_label(self):
        return self.signal.label

    @property
    def kind_label(self):
        return kind_label(self.deadline.kind)


def present_all(deadlines: Iterable[Deadline], today: date, user) -> list[DueDate]:
    """Deadlines with the way to their subjects. One query a kind of subject."""
    found = list(deadlines)
    pages = pages_of({deadline.subject for deadline in found}, user)
    return [replace(_of(deadline, today), url=pages[deadline.subject]) for deadline in found]


def present(deadline: Deadline | None, today: date) -> DueDate | None:
    """None stays None, so that pages may pass on a deadline that does not exist yet. Asks the database nothing."""
    return _of(deadline, today) if deadline is not None else None


def _of(deadline: Deadline, today: date) -> DueDate:
    return DueDate(
        deadline=deadline,
        due_on=deadline.due_on,
        signal=deadline.signal(today),
        days_left=deadline.days_left(today),
        words=due_words(deadline, today),
        explanation=explain(deadline),
        clause=deadline.clause,
        is_provisional=deadline.may_still_move,
        met_on=deadline.met_on,
    )


def due_words(deadline: Deadline, today: date) -> str:
    """Days left in words, frozen once the duty is done."""
    if deadline.voided_at is not None:
        return _("Voided")
    if deadline.met_on is not None:
        if not deadline.days_late:
            return _("Done in time")
        return ngettext("Done %(days)s day late", "Done %(days)s days late", deadline.days_late) % {
            "days": deadline.days_late
        }
    return days_words(deadline.days_left(today))
