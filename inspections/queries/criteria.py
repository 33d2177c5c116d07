"""Which line of the list of criteria words of a list or a person name (三(三)4, R64)."""

import re
from datetime import date

from django.db.models import Q

from inspections.models import HazardCriterion
from inspections.models.criterion import CriterionQuerySet

# Suggestions shown at once.
MOST_SUGGESTED = 20
# 第十一条第（三）项, 第十一条（三） and 第十一条第三项 are the same article.
_WITHOUT_MEANING = re.compile(r"[\W_第项]")


def _key(words: str) -> str:
    return _WITHOUT_MEANING.sub("", words)


def named(criteria: CriterionQuerySet, words: str) -> CriterionQuerySet:
    """Those in which every one of these words stands; what a suggestion gave is found by its parts."""
    for word in re.split(r"[\s（）()]+", words):
        if word:
            criteria = criteria.filter(
                Q(sector__icontains=word) | Q(standard__icontains=word) | Q(edition__icontains=word)
                | Q(article__icontains=word) | Q(text__icontains=word)
            )  # fmt: skip
    return criteria


def suggested(words: str, day: date) -> CriterionQuerySet:
    return named(HazardCriterion.objects.in_force_on(day), words)[:MOST_SUGGESTED]


def listed_as(words: str, day: date) -> HazardCriterion | None:
    """The line in force on the day that these words clearly mean: its standard or document number, or both, with its
    article and nothing else. None where no line or more than one is meant; the words then stay as they were typed."""
    told = _key(words)
    if not told:
        return None
    fitting = [one for one in HazardCriterion.objects.in_force_on(day) if _means(told, one)]
    return fitting[0] if len(fitting) == 1 else None


def _means(told: str, criterion: HazardCriterion) -> bool:
    rest = told
    for part in (criterion.standard, criterion.edition):
        rest = rest.replace(_key(part), "", 1)
    return rest != told and rest == _key(criterion.article)
