"""The demo's register of people, two teams, and the plan of each year its five rounds lie in (DESIGN §6).

The days hang on the day the demo is told from, so that the year looks alive whenever it is loaded. All names are
invented.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from core.scenes import World
from planning.actions import cycles, rulesets
from planning.models import InspectionTeam, PlanEntry
from planning.models.person import MemberType, Rank
from planning.queries.rulesets import latest_approved
from planning.scenes import steps
from planning.scenes.stays import Stay, within_a_year


@dataclass(frozen=True)
class Serving:
    full_name: str
    unit: str | None
    post: str
    rank: Rank
    member_type: MemberType
    account: str | None = None
    specialty: str = ""


LEADER, STAFF, EXPERT = MemberType.SERVING_LEADER, MemberType.STAFF, MemberType.EXPERT
TEAMS = {
    "第一巡查组": (
        Serving("冯示例", "emergency", "副局长", Rank.SECTION_DEPUTY, LEADER, "leader1"),
        Serving("陈示例", "market", "科员", Rank.CLERK, STAFF, "member1"),
        Serving("曹演示", "construction", "科员", Rank.CLERK, STAFF),
        Serving("严演示", "fire", "参谋", Rank.CLERK, STAFF),
        Serving("华演示", "emergency", "科员", Rank.CLERK, STAFF),
        Serving("金演示", None, "高级工程师", Rank.NONE, EXPERT, specialty="粉尘防爆"),
    ),
    "第二巡查组": (
        Serving("褚示例", "market", "副局长", Rank.SECTION_DEPUTY, LEADER, "leader2"),
        Serving("卫示例", "fire", "科员", Rank.CLERK, STAFF, "member2"),
        Serving("魏演示", "emergency", "科员", Rank.CLERK, STAFF),
        Serving("陶演示", "construction", "科员", Rank.CLERK, STAFF),
        Serving("姜演示", "market", "科员", Rank.CLERK, STAFF),
        Serving("戚演示", "politics", "科员", Rank.CLERK, STAFF),
        Serving("谢演示", None, "注册安全工程师", Rank.NONE, EXPERT, specialty="危险化学品"),
    ),
}
FIRST, SECOND = TEAMS
# Days before the day the demo is told from.
REGISTERED, LOADED, PLANNED = -400, -399, -190
EDITION_DRAFTED = -4
_TEXTS = {
    "goals": "坚持安全第一、预防为主、综合治理，依法依规、实事求是、注重实效，敦促各街道全面落实安全监管责任。",
    "focus": "粉尘涉爆、危险化学品、建筑施工、消防和燃气安全。",
    "requirements": "严守工作纪律，严格落实廉政规定；在职人员巡查期间与原单位工作脱钩。",
}


@dataclass(frozen=True)
class Planned:
    code: str
    subdistrict: str
    team: str
    cycle: int
    stay: Stay


def planned_rounds(clock) -> tuple[Planned, ...]:
    return (
        Planned("went_wrong", "xingren", SECOND, 1, within_a_year(clock.day(-290), 15, is_past=True)),
        Planned("archived", "xingcheng", FIRST, 1, within_a_year(clock.day(-170), 16, is_past=True)),
        Planned("rectifying", "xingren", SECOND, 2, within_a_year(clock.day(-92), 15, is_past=True)),
        Planned("on_site", "zhangfan", FIRST, 2, within_a_year(clock.day(-6), 15, is_past=True)),
        Planned("scheduled", "xingcheng", SECOND, 2, within_a_year(clock.day(15), 15, is_past=False)),
    )


def enter_people(world: World) -> None:
    for serving in (each for team in TEAMS.values() for each in team):
        steps.person_entered(
            world, serving.full_name, user=world.users.get(serving.account), unit=world.units.get(serving.unit),
            post=serving.post, rank=serving.rank, member_type=serving.member_type, specialty=serving.specialty,
            on=REGISTERED,
        )  # fmt: skip


def plan_years(world: World) -> None:
    """`entries` by the code of their round."""
    rulesets.load_regulation(by=world.users["office"], at=world.at(LOADED))
    planned = planned_rounds(world.clock)
    for year in sorted({one.stay.year for one in planned}):
        _plan_year(world, [one for one in planned if one.stay.year == year], year)


def draft_edition(world: World) -> None:
    """A new edition that the office has begun: the persons named in the text have changed; nothing reads it yet."""
    draft = steps.edition_drafted(
        world, latest_approved(), on=world.clock.day(EDITION_DRAFTED),
        reason="制度第三条所列领导同志职务已有变动，拟作文字修订。", notice_days=5,
    )  # fmt: skip
    texts = [rulesets.NumberedText(one.short, one.text, one.checkpoints) for one in draft.topics.all()]
    texts[0] = replace(texts[0], text=texts[0].text.replace("李克强总理", "李强总理"))
    rulesets.edit_topics(
        ruleset=draft, texts=texts, by=world.users["office"], **world.when(world.clock.day(EDITION_DRAFTED))
    )


def _plan_year(world, planned, year) -> None:
    day = min(world.clock.day(PLANNED), min(one.stay.from_on for one in planned) - timedelta(days=20))
    plan = steps.plan_drafted(world, year, f"{year}年度安全生产巡查工作方案", on=day, **_TEXTS)
    for number in sorted({one.cycle for one in planned}):
        cycle = cycles.open_cycle(year=year, number=number, by=world.users["office"], **world.when(day))
        teams = {name: _team(world, cycle, name, day) for name in TEAMS}
        for one in (each for each in planned if each.cycle == number):
            world.entries[one.code] = _entry(world, plan, cycle, one, teams[one.team], day)
    steps.plan_submitted(world, plan, on=day)
    steps.plan_approved(world, plan, note="同意。", on=day)
    steps.plan_published(world, plan, on=day)


def _entry(world, plan, cycle, planned, team, day) -> PlanEntry:
    return steps.entry_added(
        world, plan, cycle=cycle, team=team, subdistrict=world.units[planned.subdistrict],
        from_on=planned.stay.from_on, to_on=planned.stay.to_on, on=day,
    )  # fmt: skip


def _team(world, cycle, name, day) -> InspectionTeam:
    people = [world.people[serving.full_name] for serving in TEAMS[name]]
    team = steps.team_drafted(world, cycle, name, people, on=day)
    return steps.team_approved(world, steps.team_proposed(world, team, on=day), note="同意。", on=day)
