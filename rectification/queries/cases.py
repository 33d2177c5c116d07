"""Cases with what their pages read along, and those that wait for somebody."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.models import User
from accounts.queries.principals import term_answered_by
from accounts.roles import Role
from core.waiting import Parts
from inspections.models import SubdistrictRound
from inspections.models.correction import CorrectionStatus
from inspections.models.round import RoundStatus
from records.queries.decisions import of_decision
from rectification.models import ReceiptCorrection, RectificationCase, RectificationItem

_NAME = ("round__subdistrict", "round__entry__cycle")


def with_parts(cases: QuerySet[RectificationCase]) -> QuerySet[RectificationCase]:
    return cases.select_related(
        "unit", "round__entry__cycle", "round__ruleset", "round__team", "feedback", "deadline", "resubmission",
        "received_term", "meeting_term", *of_decision(),
    )  # fmt: skip


def of_case(corrections: QuerySet[ReceiptCorrection]) -> QuerySet[ReceiptCorrection]:
    return corrections.select_related("proposed_by", "case__unit", "case__round__entry__cycle", "case__deadline")


def with_case_status(rounds: QuerySet[SubdistrictRound]) -> QuerySet[SubdistrictRound]:
    """`case_status` is that of the case of each round, None where it has none. It is looked up for each that is
    reached: joined, every case there is would be read."""
    case = RectificationCase.objects.filter(round=OuterRef("pk")).order_by()
    return rounds.alias(case_status=Subquery(case.values("status")[:1]))


def rounds_to_feed_back(user: User, today: date) -> QuerySet[SubdistrictRound]:
    """Rounds in reach whose report is approved and whose feedback is not issued."""
    ended = SubdistrictRound.objects.visible_to(user).filter(status__in=(RoundStatus.ENDED, RoundStatus.CLOSED))
    # Not by `with_case_status`: that none is there stands in the index.
    issued = RectificationCase.objects.filter(round=OuterRef("pk")).order_by()
    found = ended.filter(~Exists(issued), report__status="approved")
    return found.select_related("subdistrict", "entry__cycle")


def to_file(user: User, today: date) -> QuerySet[RectificationCase]:
    """Cases whose report a principal files next; while he has not signed, that comes first."""
    found = RectificationCase.objects.visible_to(user).filter(status__in=["rectifying", "returned"])
    return found.select_related(*_NAME)


def to_review(user: User, today: date) -> QuerySet[RectificationCase]:
    return RectificationCase.objects.visible_to(user).filter(status="submitted").select_related(*_NAME)


def cases_with(user: User, items: QuerySet[RectificationItem]) -> Parts:
    """Cases in reach with any of these items; who sees a case sees its items, and the other way round."""
    return Parts(items, "case_id", of_cases(user))


def of_cases(user: User) -> QuerySet[RectificationCase]:
    """Those in reach, with what their names read."""
    return RectificationCase.objects.visible_to(user).select_related(*_NAME)


def corrections_to_decide(user: User, today: date) -> QuerySet[ReceiptCorrection]:
    """Days of deliveries that another wants corrected: for the office, and for who answers for the subdistrict where
    the office proposed it (ADR 13)."""
    found = ReceiptCorrection.objects.visible_to(user).filter(status=CorrectionStatus.PROPOSED)
    if user.role != Role.OFFICE:
        if user.unit is None or term_answered_by(user.unit, user, today) is None:
            return found.none()
        found = found.filter(case__unit=user.unit_id, proposed_by__role=Role.OFFICE)
    return found.exclude(proposed_by=user).select_related(*(f"case__{name}" for name in _NAME))
