"""Corrections of the days of rounds, with what their pages read along."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from inspections.models import FactCorrection
from inspections.models.correction import CorrectionStatus


def with_round(corrections: QuerySet[FactCorrection]) -> QuerySet[FactCorrection]:
    return corrections.select_related("round__subdistrict", "round__ruleset", "round__entry__cycle")


def to_decide(user: User, today: date) -> Iterable[FactCorrection]:
    """Dates that another wants corrected."""
    found = FactCorrection.objects.visible_to(user).filter(status=CorrectionStatus.PROPOSED)
    return with_round(found.exclude(proposed_by=user))
