"""Reports with what their pages read along, and the rounds that wait for one."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from inspections.models import InspectionReport, SubdistrictRound
from inspections.models.round import RoundStatus
from inspections.queries.rounds import with_names
from records.queries.decisions import of_decision

_OF_ROUND = ("subdistrict", "ruleset", "team", "entry__cycle")


def with_round(reports: QuerySet[InspectionReport]) -> QuerySet[InspectionReport]:
    return reports.select_related(*(f"round__{name}" for name in _OF_ROUND), "submitted_by__unit", *of_decision())


def rounds_without_report(user: User, today: date) -> Iterable[SubdistrictRound]:
    found = SubdistrictRound.objects.visible_to(user).filter(status=RoundStatus.ENDED, report=None)
    return with_names(found)
