"""What every kind of file has in common: its limits, how cells are cleaned, which row reads as headings."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext

from core.bounded import Unfit
from core.bounded import later as _

from .book import Row, words_of
from .headers import field_of, second_field_of

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100
# Titles, the unit and the date stand above the headings; further down it is no heading.
HEADER_SEARCH_ROWS = 30

_UNSEEN = re.compile(r"_x000[dD]_|[\x00-\x08\x0b-\x1f\x7f\u200b\u2060\ufeff]")


class UnreadableFile(Unfit):
    """The file as a whole cannot be read; the text says what, why and how to mend it, in the language of whoever asks
    for it: where the file is read there is none (core/bounded.py)."""

    def __str__(self) -> str:
        return gettext(self.words) % self.facts if self.facts else gettext(self.words)


def clean(text: str) -> str:
    """The text without what nobody can see: control characters and blanks at both ends; line ends become \\n."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def recognised(row: Row) -> int:
    """How many different meanings the row has if it is read as headings."""
    return len({field for cell in row.cells if (field := field_of(words := words_of(cell)) or second_field_of(words))})


def find_header(rows: Sequence[Row]) -> Row | None:
    """The row among the first that reads best as headings, the upper one of equals; None where no row does."""
    best = max(rows[:HEADER_SEARCH_ROWS], key=recognised, default=None)
    return best if best and recognised(best) else None


def refuse_too_many(count: int) -> None:
    if count > MAX_ROWS:
        raise UnreadableFile(
            _(
                "The list has more than %(limit)s rows, which is too many for one import. Split it into several files "
                "and import them one after another."
            ),
            limit=MAX_ROWS,
        )
