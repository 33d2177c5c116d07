"""The demo year: three subdistricts, two teams, one round archived, one being rectified with an overdue item, one on
site, one scheduled (DESIGN §6)."""

from dataclasses import dataclass
from datetime import timedelta

from desk.demo import bodies, people
from desk.demo.calendar import Stay, within_a_year
from desk.demo.findings import FACTS
from desk.demo.rounds import DemoRound
from planning.actions import cycles, entries, members, plans, rulesets, teams

FIRST, SECOND = bodies.TEAMS


@dataclass(frozen=True)
class Planned:
    code: str
    subdistrict: str
    team: str
    cycle: int
    stay: Stay


def planned_rounds(clock) -> tuple[Planned, ...]:
    return (
        Planned("archived", "xingcheng", FIRST, 1, within_a_year(clock.day(-170), 16, is_past=True)),
        Planned("rectifying", "xingren", SECOND, 1, within_a_year(clock.day(-92), 15, is_past=True)),
        Planned("on_site", "zhangfan", FIRST, 2, within_a_year(clock.day(-6), 15, is_past=True)),
        Planned("scheduled", "xingcheng", SECOND, 2, within_a_year(clock.day(15), 15, is_past=False)),
    )


def build(clock) -> None:
    """The whole year, through the actions. Raises whatever an action refuses: then the demo itself is wrong."""
    world = people.build(clock)
    world.ruleset = rulesets.load_regulation(by=world.users["office"], at=clock.at(clock.day(-299)))
    planned = planned_rounds(clock)
    found = {}
    for year in sorted({one.stay.year for one in planned}):
        found |= _plan_year(world, clock, [one for one in planned if one.stay.year == year], year)
    _archived(world, clock, found["archived"])
    _rectifying(world, clock, found["rectifying"])
    _on_site(world, clock, found["on_site"])


def _plan_year(world, clock, planned, year) -> dict:
    day = min(clock.day(-190), min(one.stay.from_on for one in planned) - timedelta(days=20))
    when = {"on": day, "at": clock.at(day)}
    office, committee = world.users["office"], world.users["committee"]
    plan = plans.draft(year=year, title=f"{year}年度安全生产巡查工作方案", by=office, **_PLAN, **when)
    found = {}
    for number in sorted({one.cycle for one in planned}):
        cycle = cycles.open_cycle(year=year, number=number, by=office, **when)
        own = {name: _team(world, cycle, name, when) for name in bodies.TEAMS}
        for one in (each for each in planned if each.cycle == number):
            found[one.code] = entries.add_entry(
                plan=plan, cycle=cycle, team=own[one.team], subdistrict=world.units[one.subdistrict],
                from_on=one.stay.from_on, to_on=one.stay.to_on, by=office, **when,
            )  # fmt: skip
    plan = plans.submit(plan=plan, by=office, **when)
    plan = plans.approve(plan=plan, by=committee, note="同意。", **when)
    plans.publish(plan=plan, by=office, **when)
    return found


def _team(world, cycle, name, when):
    office, committee = world.users["office"], world.users["committee"]
    team = teams.draft(cycle=cycle, name=name, by=office, **when)
    for index, serving in enumerate(bodies.TEAMS[name]):
        members.add_member(
            team=team, person=world.people[serving.full_name], role="member" if index else "leader", by=office, **when
        )
    teams.propose(team=team, by=office, **when)
    return teams.approve(team=team, by=committee, note="同意。", **when)


def _archived(world, clock, entry):
    last = entry.to_on
    (
        DemoRound(world, clock, entry, leader="leader1", member="member1")
        .notify(entry.from_on - timedelta(days=7))
        .enter(entry.from_on)
        .work(entry.from_on, FACTS[:12] + FACTS[-1:])
        .end(last)
        .report(last + timedelta(days=10), last + timedelta(days=16))
        .feed_back(last + timedelta(days=19), last + timedelta(days=20))
        .rectify(last + timedelta(days=60))
        .submit(last + timedelta(days=70))
        .verify(last + timedelta(days=75))
        .accept(last + timedelta(days=80))
        .close(last + timedelta(days=82), last + timedelta(days=85))
    )


def _rectifying(world, clock, entry):
    last = entry.to_on
    (
        DemoRound(world, clock, entry, leader="leader2", member="member2")
        .notify(entry.from_on - timedelta(days=7))
        .enter(entry.from_on)
        .work(entry.from_on)
        .end(last)
        .report(last + timedelta(days=12), last + timedelta(days=18))
        .feed_back(last + timedelta(days=24), last + timedelta(days=26))
        .rectify(last + timedelta(days=60), leave_open=9)
        .verify(last + timedelta(days=64), first=6)
    )


def _on_site(world, clock, entry):
    (
        DemoRound(world, clock, entry, leader="leader1", member="member1")
        .notify(entry.from_on - timedelta(days=7))
        .enter(entry.from_on)
        .work(entry.from_on, FACTS[4:9])
        .work(min(entry.from_on + timedelta(days=3), clock.today), FACTS[9:16], is_confirmed=False)
    )


_PLAN = {
    "goals": "坚持安全第一、预防为主、综合治理，依法依规、实事求是、注重实效，敦促各街道全面落实安全监管责任。",
    "focus": "粉尘涉爆、危险化学品、建筑施工、消防和燃气安全。",
    "requirements": "严守工作纪律，严格落实廉政规定；在职人员巡查期间与原单位工作脱钩。",
}
