"""Plans of rectification in the demo and in the access world.

`things` of the access world hold `rectification_plan` (asked for, one item filled in) with its `remedy`, and
`rectification_plan_elsewhere`.
"""

from datetime import timedelta

from core.scenes import World
from rectification.actions import rectification_plans as plans
from rectification.models import RectificationPlan, Remedy

# Seen by somebody it is not for, they say which wall has a hole.
MEASURES, MEASURES_ELSEWHERE = "暗记整改措施寅十", "暗记整改措施卯十"
ASKED, FILLED, FILED = -68, -66, -64
ORGANISATION = (
    "成立由街道主要负责人任组长的整改专班，逐项建账、明确责任、限期销号。\n所需资金列入街道年度安全生产经费。"
)
_SAID = {
    "measures": "制定整改清单，逐项落实并复查。",
    "responsible_person": "王演示（分管副主任）",
    "funds": "0.5万元，街道自筹",
}


def asked(world: World, case, *, on, **facts) -> RectificationPlan:
    return plans.ask(case=case, by=world.users["office"], **facts, **world.when(on))


def filled(world: World, remedy, *, by, due_on, on, **facts) -> Remedy:
    """A major hazard with its emergency plan."""
    said = _SAID | {"due_on": due_on, "plan": "撤离人员、设置警戒、专人值守，必要时停产。"} | facts
    return plans.fill(remedy=remedy, by=by, at=world.at(on), **said)


def all_filled(world: World, of, /, *, by, due_on, on, **facts) -> None:
    for remedy in of.remedies.live().select_related("plan_of", "item"):
        filled(world, remedy, by=by, due_on=due_on, on=on, **facts)


def filed(world: World, plan, *, by, on, organisation=ORGANISATION, **facts) -> RectificationPlan:
    return plans.file(rectification_plan=plan, organisation=organisation, by=by, **facts, **world.when(on))


def accepted(world: World, plan, *, on, review="同意，请按方案抓好落实。") -> RectificationPlan:
    return plans.accept(rectification_plan=plan, review=review, by=world.users["office"], **world.when(on))


# --- The demo ------------------------------------------------------------------------------------------------------


def demo_plans(world: World) -> None:
    """One is owed, half of it written."""
    _owed(world, world.things["case_rectifying"])


def plan_accepted(world: World, case) -> None:
    """In its second form, before the items are reported."""
    official, office = world.users[case.unit.org_code], world.users["office"]
    day = case.issued_on
    plan = asked(world, case, on=day, due_on=day + timedelta(days=10))
    due_on = case.deadline.due_on - timedelta(days=14)
    all_filled(world, plan, by=official, due_on=due_on, on=day + timedelta(days=5))
    plan = filed(world, plan, by=official, on=day + timedelta(days=7))
    plan = plans.send_back(
        rectification_plan=plan, reason="整改资金未落实到项，请逐项明确金额和来源。", by=office,
        due_on=day + timedelta(days=16), **world.when(day + timedelta(days=9)),
    )  # fmt: skip
    plan = filed(world, plan, by=official, on=day + timedelta(days=14))
    accepted(world, plan, on=day + timedelta(days=16))


def _owed(world: World, case) -> None:
    """Its day was yesterday."""
    official, today = world.users[case.unit.org_code], world.clock.today
    on = today - timedelta(days=12)
    plan = asked(world, case, on=on, due_on=today - timedelta(days=1), wanted="消防设施和有限空间作业等突出问题")
    for remedy in plan.remedies.live().select_related("plan_of", "item").order_by("number")[:6]:
        filled(world, remedy, by=official, due_on=case.deadline.due_on, on=on + timedelta(days=3))


# --- The access world ----------------------------------------------------------------------------------------------


def access_plans(world: World) -> None:
    things, users = world.things, world.users
    due_on = world.clock.day(30)
    for name, clerk, measures in (("", "clerk", MEASURES), ("_elsewhere", "clerk_elsewhere", MEASURES_ELSEWHERE)):
        plan = things[f"rectification_plan{name}"] = asked(world, things[f"case{name}"], on=ASKED, due_on=due_on)
        first = plan.remedies.select_related("plan_of", "item").order_by("number").first()
        things[f"remedy{name}"] = filled(world, first, by=users[clerk], due_on=due_on, on=FILLED, measures=measures)


def plan_filled(world: World) -> RectificationPlan:
    plan = world.things["rectification_plan"]
    all_filled(world, plan, by=world.users["clerk"], due_on=world.clock.day(30), on=FILLED)
    return plan


def plan_filed(world: World) -> None:
    filed(world, plan_filled(world), by=world.users["principal"], on=FILED)


def plan_called_off(world: World) -> None:
    """So that another may be asked for."""
    plans.call_off(
        rectification_plan=world.things["rectification_plan"], reason="核对", by=world.users["office"],
        **world.when(FILLED),
    )  # fmt: skip


MOMENTS = {
    "rectification:rectification-plan-ask": plan_called_off,
    "rectification:rectification-plan-file": plan_filled,
    "rectification:rectification-plan-accept": plan_filed,
    "rectification:rectification-plan-send-back": plan_filed,
}
