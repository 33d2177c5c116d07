"""The steps of chasing 催办, from the first note to the interview (二(一)2, 四(二)): which comes next, and from when.

Nothing here asks the database or the clock. The numbers come from the ruleset; the regulation names none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import pgettext_lazy


class ChaseLevel(models.TextChoices):
    """In their order. The mark is part of the word: a print in black and white still tells one from the other."""

    BLUE = "blue", pgettext_lazy("chase", "● Blue")
    YELLOW = "yellow", pgettext_lazy("chase", "▲ Yellow")
    RED = "red", pgettext_lazy("chase", "■ Red")
    LETTER = "letter", pgettext_lazy("chase", "◆ Letter")


class ChaseStep(models.TextChoices):
    """What comes next. The interview is called by a thing of its own; here it is only told."""

    BLUE = "blue", pgettext_lazy("chase step", "Blue chase note")
    YELLOW = "yellow", pgettext_lazy("chase step", "Yellow chase note")
    RED = "red", pgettext_lazy("chase step", "Red chase note")
    LETTER = "letter", pgettext_lazy("chase step", "Supervision letter")
    INTERVIEW = "interview", pgettext_lazy("chase step", "Interview")


LEVELS = tuple(ChaseLevel)
LEVEL_TONES = {"blue": "info", "yellow": "warn", "red": "bad", "letter": "bad"}


@dataclass(frozen=True)
class ChaseRules:
    """Numbers of a ruleset. `days`: calendar days after the due date from which blue, yellow, red and the letter may
    follow; `interview_days` the same of the interview; `answer_days`: calendar days a chase gives to comply."""

    days: tuple[int, ...] = (1, 3, 5, 7)
    answer_days: int = 3
    interview_days: int = 7


@dataclass(frozen=True)
class Upcoming:
    """`on` is the first day on which the step may be taken."""

    step: ChaseStep
    on: date

    def is_due(self, today: date) -> bool:
        return self.on <= today


def upcoming(due_on: date, rules: ChaseRules, *, last: str | None = None, answer_by: date | None = None) -> Upcoming:
    """The step after the chase of level `last`, which gave until `answer_by` (included); the first one without it.

    Never before the days it gave have passed, and never before the days of the ruleset.
    """
    index = 0 if last is None else LEVELS.index(ChaseLevel(last)) + 1
    days = (*rules.days, rules.interview_days)[index]
    earliest = due_on + timedelta(days=days)
    on = earliest if answer_by is None else max(earliest, answer_by + timedelta(days=1))
    return Upcoming(tuple(ChaseStep)[index], on)


def proposed(coming: Upcoming, last: str | None, today: date) -> ChaseLevel:
    """The level of a chase issued today: the next one once it may be taken, until then the last one again."""
    if last is None:
        return ChaseLevel.BLUE
    if coming.step != ChaseStep.INTERVIEW and coming.is_due(today):
        return ChaseLevel(coming.step.value)
    return ChaseLevel(last)


def highest(levels: Sequence[str]) -> ChaseLevel:
    """One note has one colour: the highest that its duties call for."""
    return max((ChaseLevel(level) for level in levels), key=LEVELS.index)


def is_above(level: str, other: str) -> bool:
    return LEVELS.index(ChaseLevel(level)) > LEVELS.index(ChaseLevel(other))
