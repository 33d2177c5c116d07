"""What the pages and checks of an edition read."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from planning.models import Ruleset
from planning.problems import Problem
from planning.ruleset_rules import edition_problems
from records.queries.decisions import of_decision


def with_base(rulesets: QuerySet[Ruleset]) -> QuerySet[Ruleset]:
    return rulesets.select_related("base", "proposed_by", *of_decision())


def problems_of(ruleset: Ruleset) -> list[Problem]:
    return edition_problems(ruleset, ruleset.topics.all(), ruleset.methods.all())


def latest_approved() -> Ruleset | None:
    """The edition that comes last, in force already or from a later day on."""
    return Ruleset.objects.approved().order_by("-effective_on").first()


def last_days(approved: Iterable[Ruleset]) -> dict:
    """The last day on which each of these approved editions is in force, by its key; None while none follows it."""
    begins = sorted(((one.effective_on, one.pk) for one in approved if one.effective_on is not None), reverse=True)
    last: dict = {}
    following: date | None = None
    for day, key in begins:
        last[key] = following - timedelta(days=1) if following else None
        following = day
    return last
