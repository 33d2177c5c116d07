"""What was done in a term of office. The apps above register in ready() how they find it: nobody leaves before he
signed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import TermOfOffice


@dataclass(frozen=True)
class TermUse:
    """`words`: what the principal did on the day, such as signing for the feedback."""

    on: date
    words: str


_readers: list[Callable[[TermOfOffice], Iterable[TermUse]]] = []


def register_term_use(read: Callable[[TermOfOffice], Iterable[TermUse]]) -> None:
    if read not in _readers:
        _readers.append(read)


def last_use(term: TermOfOffice) -> TermUse | None:
    """The last thing done in this term, None where nothing was."""
    return max((use for read in _readers for use in read(term)), key=lambda use: use.on, default=None)
