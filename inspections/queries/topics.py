from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from core.access import Person
from core.queries.at_once import Alike
from core.queries.later import Gathered
from inspections.models import SubdistrictRound
from planning.models import InspectionTopic, Ruleset

# By ruleset and number.
Labels = dict[tuple[Any, int], str]


def topic_labels(ruleset_ids: Any) -> Labels:
    """Number and short name of each content of these rulesets (ids, or a subquery of them), in one query."""
    return _labels(_topics(ruleset_ids))


def topic_labels_of(ruleset_id: Any) -> Gathered[Labels]:
    """The same of one ruleset, read with others."""
    return Gathered([Alike(_topics_of, None, (ruleset_id,))], _labels)


def topic_labels_seen(user: Person) -> Gathered[Labels]:
    """The same of every ruleset that a round in reach carries."""
    return Gathered([Alike(_topics_seen, user)], _labels)


def _labels(rows: Any) -> Labels:
    return {(ruleset, number): f"{number}. {short}" for ruleset, number, short in rows}


def _topics(ruleset_ids: Any) -> QuerySet:
    return InspectionTopic.objects.filter(ruleset_id__in=ruleset_ids).values_list("ruleset_id", "number", "short")


def _topics_of(user: None, ruleset_id: Any) -> QuerySet:
    return _topics([ruleset_id])


def _topics_seen(user: Person) -> QuerySet:
    # The next one that any round names, in the order of their index: EXISTS would read every round.
    rounds = SubdistrictRound.objects.visible_to(user)
    named = rounds.filter(ruleset__gte=OuterRef("pk")).order_by("ruleset_id").values("ruleset_id")
    return _topics(Ruleset.objects.annotate(named=Subquery(named[:1])).filter(named=F("pk")).values("pk"))
