"""Plans of rectification of the case of tests.rectification.builders.

Asked for on Friday 2026-03-27, the day the feedback is signed for, by 2026-04-10; filled in on 2026-04-01, filed on
2026-04-03, reviewed on 2026-04-07.
"""

from datetime import date

from rectification.models import RectificationPlan
from rectification.scenes import rectification_plans as scenes
from tests.inspections.builders import at_on
from tests.ready_states import ready
from tests.rectification import builders as b

ASKED = date(2026, 3, 27)
DUE = date(2026, 4, 10)
FILLED = date(2026, 4, 1)
FILED = date(2026, 4, 3)
REVIEWED = date(2026, 4, 7)
FIX_BY = date(2026, 5, 15)


@ready
def asked_plan(**facts) -> RectificationPlan:
    case = b.signed_case()
    plan = scenes.asked(case.here, case, on=ASKED, **({"due_on": DUE} | facts))
    plan.here = case.here
    return plan


def fill(of, /, **facts) -> None:
    scenes.all_filled(of.here, of, by=of.here.extra["clerk"], on=FILLED, **({"due_on": FIX_BY} | facts))


def file(plan, *, on=FILED, **facts) -> RectificationPlan:
    filed = scenes.filed(plan.here, plan, on=on, **({"by": plan.here.principal} | facts))
    filed.here = plan.here
    return filed


@ready
def filled_plan() -> RectificationPlan:
    plan = asked_plan()
    fill(plan)
    return plan


@ready
def filed_plan() -> RectificationPlan:
    return file(filled_plan())


def when(on) -> dict:
    return {"on": on, "at": at_on(on)}
