"""What of the planning waits for somebody, where it is more than the state of a thing."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from core.queries.at_once import Alike
from core.queries.later import Gathered
from planning.models import AnnualPlan, InspectionTeam, PlanExtract
from planning.models.plan import PlanStatus
from planning.models.team import TeamStatus
from planning.year_closing import has_year_gaps


def years_without_plan(user: User, today: date) -> Gathered[list[int]]:
    """This year while nobody has begun its plan: what a new office starts with."""
    year = today.year
    return Gathered([Alike(_standing_plans, None, (year,))], lambda found: [] if found else [year])


def _standing_plans(_nobody: None, year: int) -> QuerySet:
    return AnnualPlan.objects.standing().filter(year=year).order_by().values_list("pk", flat=True)[:1]


def plans_to_publish(user: User, today: date) -> QuerySet[AnnualPlan]:
    return AnnualPlan.objects.visible_to(user).filter(status=PlanStatus.APPROVED, published_on=None)


def years_to_close(user: User, today: date) -> Gathered[list[AnnualPlan]]:
    """Plans of years past of which nothing is open any more; what is left open is closed from the plan's page."""

    def ready(past: list[AnnualPlan]) -> list[AnnualPlan]:
        return [plan for plan in past if not has_year_gaps(plan, today)]

    return Gathered([Alike(_past_plans, user, (today.year,))], ready)


def _past_plans(user: User, year: int) -> QuerySet[AnnualPlan]:
    past = AnnualPlan.objects.visible_to(user).filter(status=PlanStatus.APPROVED, year__lt=year)
    return past.exclude(published_on=None)


def extracts_to_receive(user: User, today: date) -> QuerySet[PlanExtract]:
    """Extracts nobody has signed for yet, as far as their edition still counts."""
    open_ones = PlanExtract.objects.visible_to(user).filter(received_on=None)
    return open_ones.exclude(plan__status=PlanStatus.SUPERSEDED).select_related("plan", "unit")


def teams_with_substitutes(user: User, today: date) -> QuerySet[InspectionTeam]:
    """Teams of which a substitute awaits the committee."""
    waiting = {"memberships__from_on": None, "memberships__to_on": None}
    return InspectionTeam.objects.visible_to(user).filter(status=TeamStatus.APPROVED, **waiting).distinct()
