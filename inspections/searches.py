"""Which findings, rounds and enterprises are meant by words: in the boxes of their lists, and in the one for all."""

from django.db.models import Q, QuerySet

from accounts.queries.units import unit_names
from core.searching import Meaning, Search, Way, bears, names, rows_that, spelled
from core.typed_words import Part, Typed
from inspections.models import Enterprise, Finding, FormerName
from planning.models import InspectionTeam


def _findings(words: Typed) -> Meaning:
    """By what was found and where, the number in its round, and any name its subject bears or bore."""
    return [_finding(part) for part in words.parts]


def _finding(part: Part) -> list[Way | Q]:
    numbered = [Q(number=part.whole)] if part.whole is not None else []
    return [bears(Finding, part), names("enterprise", _called(part)), unit_names("unit", part), *numbered]


def _rounds(words: Typed) -> Meaning:
    """By the subdistrict and the team."""
    return [
        [unit_names("subdistrict", part), names("team", InspectionTeam.objects.filter(spelled(InspectionTeam, part)))]
        for part in words.parts
    ]


def _enterprises(words: Typed) -> Meaning:
    """By credit code and name; former names are searched too: people go on using them."""
    return [[rows_that(Enterprise, _borne(part))] for part in words.parts]


def _called(words: str) -> QuerySet[Enterprise]:
    return Enterprise.objects.filter(_borne(words))


def _borne(words: str) -> Q:
    former = FormerName.objects.filter(spelled(FormerName, words))
    return spelled(Enterprise, words) | Q(pk__among=former.order_by().values("enterprise"))


findings_with, rounds_with, enterprises_with = Search(_findings), Search(_rounds), Search(_enterprises)
