"""Which documents are meant by words: in the box of their list, and in the one for all."""

from django.db.models import Q

from accounts.queries.units import unit_names
from core.searching import Meaning, Search, Way, bears, spelled
from core.typed_words import Numbered, Part, Typed
from records.models import IssuedDocument


def _documents(words: Typed) -> Meaning:
    """Typed of the title or the 机关代字, a name of the addressee (as printed, its present one or one it bore before),
    or a number such as 枣高安委办〔2026〕3号 in any brackets, as far as it is typed."""
    if words.numbered is not None:
        return [[_numbered(words.numbered), *_called(words.as_one)]]
    return [list(_called(part)) for part in words.parts]


def _called(words: Part) -> list[Way]:
    return [bears(IssuedDocument, words), unit_names("addressee", words)]


def _numbered(typed: Numbered) -> Q:
    """Each as far as it is there."""
    said, series = Q(**dict(zip(("year", "number"), typed.numbers, strict=False))), typed.series
    return said & spelled(IssuedDocument, series) & Q(series__icontains=series) if series else said


documents_with = Search(_documents)
