"""Interviews and what was proposed, with what their pages read along."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from inspections.models import Interview, InterviewProposal

_ROUND = ("round__subdistrict", "round__entry__cycle", "round__ruleset", "round__team")


def with_all(interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    return interviews.select_related(
        *_ROUND, "unit", "enterprise", "finding", "notice", "minutes", "deadline", "called_by__unit",
        "replied_by__unit",
    )  # fmt: skip


def with_names(interviews: QuerySet[Interview]) -> QuerySet[Interview]:
    """What their names read and no more."""
    return interviews.select_related("notice", "unit")


def with_round(proposals: QuerySet[InterviewProposal]) -> QuerySet[InterviewProposal]:
    return proposals.select_related(*_ROUND, "unit", "deadline", "interview__notice")


def to_decide(user: User, today: date) -> QuerySet[InterviewProposal]:
    found = InterviewProposal.objects.visible_to(user).filter(status="proposed")
    return found.select_related("round__subdistrict", "round__entry__cycle").order_by("proposed_on", "pk")


def to_hold(user: User, today: date) -> QuerySet[Interview]:
    """Whose day has come."""
    found = Interview.objects.visible_to(user).filter(status="called", meet_on__lte=today)
    return with_names(found).order_by("meet_on", "pk")
