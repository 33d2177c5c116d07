"""A round whose report the committee has approved, laid through the actions: what goes wrong begins after it."""

from datetime import date, timedelta

from accounts.scenes.demo import open_house
from core.scenes import Clock, World
from inspections.scenes import steps as on_site
from planning.actions import cycles
from planning.actions.rulesets import load_regulation
from planning.scenes import demo, steps

FROM_ON, TO_ON = date(2026, 3, 2), date(2026, 3, 16)
SUBMITTED_ON, APPROVED_ON = date(2026, 3, 25), date(2026, 3, 27)
# Its item has a date of its own, for which the subdistrict asks an extension.
DUE_ON = date(2026, 5, 20)
# Nobody the system knows: no account, no register, nobody responsible for an item.
UNKNOWN_NAME = "万示例"
FOUND = (
    ("general_hazard", "粉尘车间未设置泄爆口", {"handling": "fix_by_date", "due_on": DUE_ON}),
    ("general_hazard", "出租区域部分喷淋头被遮挡", {"handling": "fix_at_once"}),
    ("problem", f"安全管理员{UNKNOWN_NAME}未经培训上岗", {"handling": "fix_at_once"}),
    ("major_hazard", "木粉尘干式除尘系统未设置泄爆装置", {
        "handling": "fix_by_date", "criterion": "《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第十一条第三项",
    }),
    ("violation", "使用未经检验的叉车", {"handling": "fix_at_once"}),
)  # fmt: skip


def build(today: date) -> World:
    """Told from `today`, on which the report is approved and nothing else has happened yet."""
    world = World(clock=Clock(today))
    open_house(world)
    demo.enter_people(world)
    office, prepared = world.users["office"], FROM_ON - timedelta(days=30)
    load_regulation(by=office, at=world.at(FROM_ON - timedelta(days=60)))
    plan = steps.plan_drafted(world, FROM_ON.year, "2026年度安全生产巡查工作方案", on=prepared, goals="全部巡查一遍。")
    cycle = cycles.open_cycle(year=FROM_ON.year, number=1, by=office, **world.when(prepared))
    people = [world.people[serving.full_name] for serving in demo.TEAMS[demo.FIRST]]
    team = steps.team_drafted(world, cycle, demo.FIRST, people, on=prepared)
    team = steps.team_approved(world, steps.team_proposed(world, team, on=prepared), on=prepared)
    entry = steps.entry_added(
        world, plan, cycle=cycle, team=team, subdistrict=world.units["xingren"], from_on=FROM_ON, to_on=TO_ON,
        on=prepared,
    )  # fmt: skip
    plan = steps.plan_approved(world, steps.plan_submitted(world, plan, on=prepared), on=prepared)
    steps.plan_published(world, plan, on=prepared)
    _walk(world, entry)
    return world


def _walk(world, entry):
    leader, member = world.users["leader1"], world.users["member1"]
    round_ = on_site.walked_round(
        world, entry, leader=leader, notified_on=FROM_ON - timedelta(days=7), entered_on=FROM_ON
    )
    on_site.every_topic_noted(world, round_, by=member, on=FROM_ON)
    for kind, text, facts in FOUND:
        on_site.found(
            world, round_, kind=kind, text=text, subject_name="演示木业有限公司", topic_number=5, by=member,
            confirmed_by=leader, on=FROM_ON, **facts,
        )  # fmt: skip
    round_ = on_site.ended(world, round_, by=leader, on=TO_ON)
    report = on_site.report_drafted(world, round_, by=leader, on=SUBMITTED_ON, assessment="责任体系基本健全。")
    report = on_site.report_submitted(world, report, by=leader, on=SUBMITTED_ON)
    on_site.report_approved(world, report, note="同意。", on=APPROVED_ON)
