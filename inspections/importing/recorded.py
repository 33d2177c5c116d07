"""What the round has recorded already, to tell it from what is new in a list."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from inspections.names import plain_name

_UNSEEN = re.compile(r"[\s。.;；,，、:：!！“”\"'‘’()（）]+")


def plain_text(text: str) -> str:
    """The text for comparing: blanks, stops and the width of signs do not count."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower()


@dataclass(frozen=True)
class KnownFinding:
    """A finding of the round: its number and, as our own export writes them, its cells by code of column."""

    number: str
    subject_name: str
    text: str
    cells: Mapping[str, str] = field(default_factory=dict)


class Recorded:
    """Finds a row among what is recorded. `own_names` all mean the subdistrict itself, as does no name."""

    def __init__(self, known: Collection[KnownFinding], own_names: Collection[str] = ()) -> None:
        self._own = {plain_name(name) for name in own_names}
        self._by_content = {(self._subject(one.subject_name), plain_text(one.text)): one for one in known}
        self._by_number = {one.number: one for one in known}

    def find(self, subject: str, text: str) -> KnownFinding | None:
        return self._by_content.get((self._subject(subject), plain_text(text)))

    def numbered(self, number: str) -> KnownFinding | None:
        return self._by_number.get(number)

    def _subject(self, name: str) -> str:
        name = plain_name(name)
        return "" if name in self._own else name.lower()


def changed_codes(known: KnownFinding, cells: Mapping[str, str]) -> list[str]:
    """The codes of columns in which a row of our own export says something else than what is recorded now."""
    return [code for code, words in cells.items() if code in known.cells and _bare(words) != _bare(known.cells[code])]


def _bare(words: str) -> str:
    return " ".join(words.removeprefix("'").split())
