"""When a plan of rectification may be asked for, by when it is due, and what it lacks."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.refusals import IllegalMove
from deadlines.arithmetic import Period, PeriodUnit
from deadlines.reckoning import reckon_from_table
from inspections.models.round import RoundStatus
from planning.models import Ruleset
from rectification.models import RectificationCase, RectificationPlan
from rectification.models.case import CaseStatus

# Said wherever a plan is asked for: nobody is to think that the regulation wants it.
SILENT = gettext_lazy("The regulation does not ask for a plan; the office does where it sees fit.")


def period_of(ruleset: Ruleset) -> Period | None:
    """The ruleset's working days to file it; None where no plan is proposed."""
    days = ruleset.plan_workdays
    return Period(days, PeriodUnit.WORKING_DAYS) if days else None


def usual_due_on(ruleset: Ruleset, on: date) -> date | None:
    period = period_of(ruleset)
    return reckon_from_table(on, period, roll=ruleset.rolls_to_workday).due_on if period else None


def why_not_asked(case: RectificationCase) -> str:
    """Why no plan can be asked for; "" where one can."""
    if case.status == CaseStatus.ACCEPTED or case.round.status == RoundStatus.ARCHIVED:
        return _("The rectification is accepted; nothing is left to be planned.")
    if RectificationPlan.objects.live().filter(case=case).exists():
        return _("A plan of rectification was asked for already.")
    return ""


def why_not_filed(plan: RectificationPlan) -> str:
    """Names the items for which something is missing; "" where nothing is."""
    numbers = [str(number) for number in plan.remedies.unfilled().order_by("number").values_list("number", flat=True)]
    if not numbers:
        return ""
    return _(
        "Not complete yet: items %(numbers)s. Say measures, person responsible, day and funds of each; of a major "
        "hazard the emergency plan, too."
    ) % {"numbers": _(", ").join(numbers)}


def require_whole_plan(plan: RectificationPlan, organisation: str) -> None:
    if not organisation.strip():
        raise IllegalMove(_("Say how the rectification is organised and what guarantees it."))
    if words := why_not_filed(plan):
        raise IllegalMove(words)
