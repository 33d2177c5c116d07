"""Which documents are meant by words: in the box of their list, and in the one for all."""

import re

from django.db.models import Q

from accounts.queries.units import unit_names
from core.numbers import whole_number
from core.searching import Meaning, Search, Way, bears, parts_of, spelled
from records.models import IssuedDocument

# People type a number's brackets as their keyboard has them.
_BRACKET = re.compile("[\\[(【〔\uff08\uff3b]")
_DIGITS = re.compile(r"\d+")


def _documents(words: str) -> Meaning:
    """Words of the title or the 机关代字, a name of the addressee (as printed, its present one or one it bore before),
    or a number such as 枣高安委办〔2026〕3号 in any brackets, as far as it is typed."""
    if (numbered := _numbered(words)) is not None:
        return [[numbered, *_called(words)]]
    return [list(_called(part)) for part in parts_of(words)]


def _called(words: str) -> list[Way]:
    return [bears(IssuedDocument, words), unit_names("addressee", words)]


def _numbered(words: str) -> Q | None:
    """What a bracket parts into series, year and number, each as far as it is there; None of anything else."""
    series, *behind = _BRACKET.split(words, maxsplit=1)
    numbers = [whole_number(digits) for digits in _DIGITS.findall("".join(behind))]
    if not 0 < len(numbers) < 3 or None in numbers:
        return None
    said = Q(**dict(zip(("year", "number"), numbers, strict=False)))
    series = series.strip()
    return said & spelled(IssuedDocument, series) & Q(series__icontains=series) if series else said


documents_with = Search(_documents)
