"""What is typed into a box, with what searches read of it: its parts, and the numbers that stand in them."""

import re
from typing import NamedTuple

from django.db.models import Value
from django.utils.functional import cached_property

from core.numbers import number_in, whole_number

# Parts of what is typed that are looked for one by one; the rest counts as one.
MOST_PARTS = 4
# People type a number's brackets as their keyboard has them.
_BRACKET = re.compile("[\\[(【〔\uff08\uff3b]")
_DIGITS = re.compile(r"\d+")

# As a condition takes it: itself, or what stands in for it (core.word_forms).
Number = int | Value


class Numbered(NamedTuple):
    """The number of a paper, as far as it is typed: 机关代字, year, and number in that year."""

    series: "Part"
    numbers: tuple[Number, ...]


class Part(str):
    """Looked for by itself. A search reads nothing of it but its length and what is told here."""

    @cached_property
    def whole(self) -> Number | None:
        """The number that it is."""
        return whole_number(self)

    @cached_property
    def inside(self) -> Number | None:
        """The number that its digits are."""
        return number_in(self)


class Typed(str):
    @cached_property
    def parts(self) -> list[Part]:
        """What is typed with spaces between is looked for part by part, in whatever order and column."""
        return [Part(part) for part in parts_of(self)]

    @cached_property
    def as_one(self) -> Part:
        return Part(self)

    @cached_property
    def numbered(self) -> Numbered | None:
        """What a bracket parts into series, year and number, each as far as it is there; None of anything else."""
        series, *behind = _BRACKET.split(self, maxsplit=1)
        numbers = [whole_number(digits) for digits in _DIGITS.findall("".join(behind))]
        known = tuple(number for number in numbers if number is not None)
        return Numbered(Part(series.strip()), known) if 0 < len(numbers) == len(known) < 3 else None


def parts_of(words: str) -> list[str]:
    return words.split(None, MOST_PARTS - 1)
