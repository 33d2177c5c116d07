"""Which findings, rounds and enterprises are meant by words: in the boxes of their lists, and in the one for all."""

from django.db.models import Q, QuerySet

from accounts.queries.units import unit_named
from core.numbers import whole_number
from core.searching import bearing, parts_of, spelled, whose
from inspections.models import Enterprise, Finding, FormerName, SubdistrictRound
from planning.models import InspectionTeam


def findings_with(queryset: QuerySet[Finding], words: str) -> QuerySet[Finding]:
    """By what was found and where, the number in its round, and any name its subject bears or bore."""
    for part in parts_of(words):
        found = bearing(Finding, part) | whose("enterprise", _enterprises(part)) | unit_named("unit", part)
        if (number := whole_number(part)) is not None:
            found |= Q(number=number)
        queryset = queryset.filter(found)
    return queryset


def rounds_with(queryset: QuerySet[SubdistrictRound], words: str) -> QuerySet[SubdistrictRound]:
    """By the subdistrict and the team."""
    for part in parts_of(words):
        teams = InspectionTeam.objects.filter(spelled(InspectionTeam, part))
        queryset = queryset.filter(unit_named("subdistrict", part) | whose("team", teams))
    return queryset


def enterprises_with(queryset: QuerySet[Enterprise], words: str) -> QuerySet[Enterprise]:
    """By credit code and name; former names are searched too: people go on using them."""
    for part in parts_of(words):
        queryset = queryset.filter(_borne(part))
    return queryset


def _enterprises(words: str) -> QuerySet[Enterprise]:
    return Enterprise.objects.filter(_borne(words))


def _borne(words: str) -> Q:
    former = FormerName.objects.filter(spelled(FormerName, words))
    return bearing(Enterprise, words) | whose("pk", former, key="enterprise")
