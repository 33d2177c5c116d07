"""Rounds with what their pages read along, and those that wait for somebody."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from core.access import Person
from inspections.closing import readiness
from inspections.models import SubdistrictRound
from inspections.models.round import RoundStatus
from inspections.queries.names import NAME_FIELDS, NAME_TABLES
from planning.models import PlanEntry
from planning.models.plan import PlanStatus
from planning.models.team import TeamStatus

# Days ahead within which an approved entry asks for its notice.
NOTICE_WINDOW_DAYS = 30


def with_names(rounds: QuerySet[SubdistrictRound]) -> QuerySet[SubdistrictRound]:
    return rounds.select_related("subdistrict", "team", "ruleset", "entry__cycle", "scope")


def rounds_listed(user: Person, keys: Sequence[Any]) -> QuerySet[SubdistrictRound]:
    """As much of them as a list tells."""
    told = SubdistrictRound.objects.filter(pk__in=keys).select_related("team", *NAME_TABLES)
    return told.only(*NAME_FIELDS, "status", "ended_on", "team__name").order_by()


def entries_to_notify() -> QuerySet[PlanEntry]:
    """Approved entries with an approved team of which no round stands; those outside the plan until they have one,
    since their order is carried out or called off with it. The office gives notice for the whole district, so that
    they need no scope."""
    taken = SubdistrictRound.objects.exclude(status=RoundStatus.CANCELLED).filter(scope=OuterRef("scope"))
    found = PlanEntry.objects.exclude(Exists(taken)).filter(team__status=TeamStatus.APPROVED, access_ended_at=None)
    ordered = Q(plan=None) & ~Exists(SubdistrictRound.objects.filter(entry=OuterRef("pk")))
    approved = found.filter(Q(plan__status=PlanStatus.APPROVED) | ordered)
    return approved.select_related("subdistrict", "team", "cycle", "plan").order_by("from_on")


def awaits_notice(entry: PlanEntry) -> bool:
    """Whether notice of this entry may be given now."""
    is_ruling = entry.plan is None or entry.plan.status == PlanStatus.APPROVED
    return is_ruling and entries_to_notify().filter(pk=entry.pk).exists()


def entries_near(user: User, today: date) -> Iterable[PlanEntry]:
    """Those planned to begin within NOTICE_WINDOW_DAYS, or before; those outside the plan from the day of their order,
    since no plan tells of them."""
    near = Q(from_on__lte=today + timedelta(days=NOTICE_WINDOW_DAYS))
    return entries_to_notify().filter(near | Q(plan=None))


def rounds_on_site(user: User, today: date) -> Iterable[SubdistrictRound]:
    return with_names(SubdistrictRound.objects.visible_to(user)).filter(status=RoundStatus.ON_SITE)


def ready_to_close(user: User, today: date) -> Iterable[SubdistrictRound]:
    """Ended rounds of which nobody knows that something is left (inspections.closing.register_readiness)."""
    return with_names(SubdistrictRound.objects.visible_to(user)).filter(readiness(), status=RoundStatus.ENDED)
