"""Clause by clause, whether a year met the regulation in one unit, and which records prove it.

The owner of the data registers its checks in AppConfig.ready(); desk gathers them and never names one. What no check
looks at is registered as such, so that the page never says of a clause what nobody looked at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.access import Person
from core.cells import Link
from core.shapes import Words
from core.slots import Slot

T = TypeVar("T")


class Outcome(TextChoices):
    """What a check found. Of several things the first of this order tells of all."""

    MISSED = "missed", pgettext_lazy("compliance", "Not met")
    PENDING = "pending", pgettext_lazy("compliance", "Under way")
    MET = "met", pgettext_lazy("compliance", "Met")
    NOTHING = "nothing", pgettext_lazy("compliance", "Nothing to check")
    NOT_KEPT = "not_kept", pgettext_lazy("compliance", "No record in the system")


TONES = {Outcome.MISSED: "bad", Outcome.PENDING: "warn", Outcome.MET: "ok"}


@dataclass(frozen=True)
class Asked:
    """Of which unit (a row of accounts) and year, by whom and on which day. `read` reads once for all checks of a
    page."""

    unit: Any
    year: int
    user: Person
    today: date
    _read: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def read(self, function: "Callable[[Asked], T]") -> T:
        if function not in self._read:
            self._read[function] = function(self)
        return self._read[function]

    @property
    def is_over(self) -> bool:
        return self.today.year > self.year


@dataclass(frozen=True)
class Answer:
    """`words` say why; `proofs` are the records, those alone that this person may open."""

    outcome: Outcome
    words: Words = ""
    proofs: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Check:
    """`clause` as in 三(三)3, `duty` what it asks in a few words. Order in the slot: where it stands in the text."""

    clause: str
    duty: Words
    look: Callable[[Asked], Answer]


CHECKS: Slot[Check] = Slot()


def proof(thing: Any, text: Words = "") -> Link:
    """A record by its name, or by `text`, with the way to its page."""
    return Link(text or str(thing), thing.get_absolute_url())


def of_each(things: Iterable[Any], tell: Callable[[Any], Answer]) -> Answer:
    """What is told of each, as one answer: the worst outcome, the words of those that have it, and every proof."""
    answers = [tell(thing) for thing in things]
    if not answers:
        return Answer(Outcome.NOTHING)
    worst = min((answer.outcome for answer in answers), key=list(Outcome).index)
    said = dict.fromkeys(str(answer.words) for answer in answers if answer.outcome == worst and answer.words)
    proofs = dict.fromkeys(link for answer in answers for link in answer.proofs)
    *first, last = said or [""]
    return Answer(worst, _("; ").join([*(words.rstrip("。.") for words in first), last]), tuple(proofs))


def not_kept(clause: str, duty: Words, where: Words = "") -> Check:
    """A clause of which the product keeps no record: it says so, and where to look instead."""
    answer = Answer(Outcome.NOT_KEPT, where or gettext_lazy("To be shown from papers kept elsewhere."))
    return Check(clause, duty, lambda _asked: answer)
