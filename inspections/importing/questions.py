"""A day of a list that cannot be meant or read: asked about, and answered by whoever looks the list through."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.day_words import day_in_words

# Answers besides a day (as ISO writes it): as it is written; the day that is proposed; no day.
KEEP, PROPOSED, NO_DAY = "keep", "proposed", "none"


@dataclass(frozen=True, slots=True)
class Question:
    """`words` are those of the cell, `written` the day that they say, `proposal` the day that is likely meant (None:
    there is none). `reason` says what is odd. Where and in which row it was asked is added by the reader."""

    reason: str
    words: str
    written: date | None
    proposal: date | None
    may_be_none: bool = False
    sheet: str = ""
    row: int = 0
    column: str = ""
    subject_name: str = ""
    text: str = ""

    @property
    def key(self) -> str:
        """By which it is answered: also by what the cell says, so that an answer never falls upon another cell."""
        said = "\0".join((self.sheet, str(self.row), self.column, self.words))
        return hashlib.blake2s(said.encode(), digest_size=8).hexdigest()

    @property
    def message(self) -> str:
        if self.proposal is None:
            return self.reason
        return _("%(reason)s Likely %(day)s is meant.") % {
            "reason": self.reason, "day": day_in_words(self.proposal),
        }  # fmt: skip

    def understands(self, answer: str) -> bool:
        return bool(
            (answer == KEEP and self.written)
            or (answer == PROPOSED and self.proposal)
            or (answer == NO_DAY and self.may_be_none)
            or _day(answer)
        )

    def day(self, answer: str) -> date | None:
        """The day that the answer, which it understands, gives."""
        return {KEEP: self.written, PROPOSED: self.proposal, NO_DAY: None}.get(answer, _day(answer))


def _day(answer: str) -> date | None:
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return None
