"""Rounds and what stands in them, built by calling the actions.

Days: the stay is 2026-03-02 (a Monday) to 2026-03-15, 14 days, entry and last day included; the report is due
2026-03-30. Every instant handed to an action lies in office hours of the day it happens on.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from accounts.actions.grants import grant_to_user
from accounts.actions.scopes import open_scope, unit_group, unit_scope
from accounts.models import Unit, User
from accounts.models.unit import UnitKind
from accounts.roles import Grant, Role, ScopeKind
from core.scenes import Clock
from core.scenes import World as Scenery
from inspections.models import Finding, InspectionReport, SubdistrictRound
from inspections.scenes import steps
from planning.models import (
    AnnualPlan,
    InspectionCycle,
    InspectionMethod,
    InspectionTeam,
    InspectionTopic,
    Membership,
    Person,
    PlanEntry,
    Ruleset,
)
from tests.ready_states import ready
from tests.records.builders import decided

NOTIFIED = date(2026, 2, 24)
ENTERED = date(2026, 3, 2)
ENDED = date(2026, 3, 15)
SUBMITTED = date(2026, 3, 20)
APPROVED = date(2026, 3, 25)


def at_on(day) -> datetime:
    """10:00 in Shanghai of that day."""
    return datetime.combine(day, time(2, 0), tzinfo=UTC)


@dataclass(kw_only=True)
class World(Scenery):
    """One district with two subdistricts, an approved team that leads `entry`, and people of every kind."""

    office: User
    office2: User
    committee: User
    secretary: User
    leader: User
    member: User
    stranger: User
    principal: User
    ruleset: Ruleset
    team: InspectionTeam
    entry: PlanEntry
    subdistrict: Unit
    other_subdistrict: Unit
    department: Unit
    extra: dict = field(default_factory=dict)


@ready
def world(*, label="一") -> World:
    ruleset = _ruleset()
    office_unit = _unit("枣庄高新区安全生产委员会办公室", "安委办", UnitKind.OFFICE)
    committee_unit = _unit("枣庄高新区安全生产委员会", "安委会", UnitKind.COMMITTEE)
    subdistrict = _unit("兴仁街道办事处", "兴仁街道", UnitKind.SUBDISTRICT)
    other = _unit("兴城街道办事处", "兴城街道", UnitKind.SUBDISTRICT)
    department = _unit("枣庄高新区应急管理局", "区应急管理局", UnitKind.DEPARTMENT)
    office = _user("office", "王建国", Role.OFFICE, office_unit, phone="0632-8690000")
    committee = _user("committee", "张安", Role.COMMITTEE, committee_unit)
    leader = _user("leader1", "李明远", Role.INSPECTOR, department)
    member = _user("member1", "赵文斌", Role.INSPECTOR, department)
    cycle, _created = InspectionCycle.objects.get_or_create(year=2026, number=1)
    plan = AnnualPlan.objects.filter(year=2026).first() or AnnualPlan.objects.create(
        year=2026, title="2026年度安全生产巡查工作方案", ruleset=ruleset, status="approved", proposed_by=office,
        decision=decided(committee, date(2026, 1, 20)),
    )  # fmt: skip
    team = approved_team(
        cycle, ruleset, f"第{label}巡查组", office, committee, [(leader, "leader"), (member, "member")]
    )
    entry = add_entry(plan, cycle, team, subdistrict, by=office)
    return World(
        clock=Clock(ENTERED),
        users={"office": office, "committee": committee},
        office=office,
        office2=_user("office2", "刘芳", Role.OFFICE, office_unit),
        committee=committee,
        secretary=_user("secretary", "陈书", Role.SECRETARY, committee_unit),
        leader=leader,
        member=member,
        stranger=_user("stranger", "孙外", Role.INSPECTOR, department),
        principal=_official("xingren", "钱书记", subdistrict, office),
        ruleset=ruleset,
        team=team,
        entry=entry,
        subdistrict=subdistrict,
        other_subdistrict=other,
        department=department,
    )


def approved_team(cycle, ruleset, name, office, committee, members) -> InspectionTeam:
    team = InspectionTeam.objects.create(
        cycle=cycle, ruleset=ruleset, name=name, status="approved", proposed_by=office, proposed_on=date(2026, 1, 21),
        decision=decided(committee, date(2026, 1, 25), verb="team.approve"),
    )  # fmt: skip
    for user, role in members:
        person = Person.objects.filter(user=user).first() or Person.objects.create(
            full_name=user.full_name, unit=user.unit, post="科长", rank="section_head", member_type="staff", user=user
        )
        Membership.objects.create(team=team, person=person, role=role, from_on=date(2026, 1, 25))
    return team


def add_entry(plan, cycle, team, subdistrict, *, by, from_on=ENTERED, to_on=ENDED) -> PlanEntry:
    scope = open_scope(kind=ScopeKind.ROUND, label=f"2026 {subdistrict.short_name}")
    entry = PlanEntry.objects.create(
        plan=plan, cycle=cycle, team=team, subdistrict=subdistrict, scope=scope, from_on=from_on, to_on=to_on
    )
    for membership in team.memberships.in_office(from_on):
        grant = Grant.LEAD if membership.role == "leader" else Grant.WORK
        grant_to_user(user=membership.person.user, grant=grant, scope=scope, by=by, at=at_on(date(2026, 1, 25)))
    return entry


@ready
def notified_round(here: World | None = None) -> SubdistrictRound:
    here = here or world()
    round_ = steps.notified(here, here.entry, on=NOTIFIED)
    round_.here = here
    return round_


@ready
def on_site_round(here: World | None = None, *, entered_on=ENTERED) -> SubdistrictRound:
    """The team is on site; `round.here` is its world."""
    round_ = notified_round(here)
    here = round_.here
    round_ = steps.entered(
        here, round_, place="兴仁街道办事处三楼会议室", minutes="组长通报巡查任务，街道主要负责人表态。",
        by=here.leader, on=entered_on, order_reason="告知书补发" if entered_on < NOTIFIED else "",
    )  # fmt: skip
    round_.here = here
    return round_


@ready
def round_with_findings(
    count=3, here: World | None = None, *, confirmed=False, kind="general_hazard"
) -> SubdistrictRound:
    """On site, with `count` findings of enterprises, drafts or confirmed; every content has a field note."""
    round_ = on_site_round(here)
    here = round_.here
    cover_all(round_)
    for number in range(1, count + 1):
        finding = add_finding(
            round_, kind=kind, text=f"疏散通道堆放杂物第{number}处", subject_name=f"示例{number % 10}公司"
        )
        if confirmed:
            confirm_finding(finding, here)
    return round_


def add_finding(round_, *, by=None, on=ENTERED, kind="general_hazard", text="疏散通道堆放杂物", **facts) -> Finding:
    return steps.found(round_.here, round_, kind=kind, text=text, by=by or round_.here.member, on=on, **facts)


def confirm_finding(finding, here, *, on=ENTERED, **facts) -> Finding:
    facts = {"topic_number": 5, "handling": "fix_by_date"} | facts
    if finding.kind == "major_hazard":
        facts = {"criterion": "《工贸企业重大事故隐患判定标准》第十一条"} | facts
    return steps.confirmed(here, finding, by=here.leader, on=on, **facts)


def cover_all(round_) -> None:
    """A field note for each of the nine topics, by the first method."""
    steps.every_topic_noted(round_.here, round_, by=round_.here.member, on=ENTERED)


@ready
def ended_round(here: World | None = None, *, findings_count=3, ended_on=ENDED) -> SubdistrictRound:
    """Fieldwork ended on `ended_on` with confirmed findings of every kind but leads; the report clock runs."""
    round_ = round_with_findings(findings_count, here, confirmed=True)
    here = round_.here
    for kind, words in (("problem", "领导带班检查记录不全"), ("suggestion", "建议充实应急办力量")):
        confirm_finding(add_finding(round_, kind=kind, text=words), here)
    confirm_finding(
        add_finding(round_, kind="major_hazard", text="除尘系统未设泄爆装置", subject_name="示例粉尘公司"), here
    )
    round_ = steps.ended(here, round_, by=here.leader, on=ended_on)
    round_.here = here
    return round_


@ready
def drafted_report(here: World | None = None, **kwargs) -> InspectionReport:
    round_ = ended_round(here, **kwargs)
    here = round_.here
    report = steps.report_drafted(
        here, round_, by=here.leader, on=ENDED,
        assessment="街道党工委、办事处总体重视安全生产工作，但责任落实层层递减的问题仍然突出。",
        achievements="责任体系逐步健全\n专项整治有序推进",
        suggestions="压实党政领导责任\n深化隐患排查治理",
    )  # fmt: skip
    report.here = here
    return report


@ready
def submitted_report(here: World | None = None, *, on=SUBMITTED, late=False, **kwargs) -> InspectionReport:
    report = drafted_report(here, **kwargs)
    here = report.here
    reason = "主汛期抽调人员" if late else ""
    report = steps.report_submitted(here, report, by=here.leader, on=on, lateness_reason=reason)
    report.here = here
    return report


@ready
def approved_report(here: World | None = None, *, on=APPROVED, **kwargs) -> InspectionReport:
    """The committee has approved; `report.round` may be fed back. `report.here` is the world."""
    report = submitted_report(here, **kwargs)
    here = report.here
    report = steps.report_approved(here, report, on=on)
    report.here = here
    return report


def _ruleset() -> Ruleset:
    known = Ruleset.objects.filter(document_number="枣高管办字〔2022〕7号").first()
    if known:
        return known
    ruleset = Ruleset.objects.create(
        title="枣庄高新区安全生产巡查工作制度", document_number="枣高管办字〔2022〕7号", status="approved",
        effective_on=date(2022, 6, 22), leader_ranks=["section_head", "section_deputy"],
    )  # fmt: skip
    for number in range(1, 10):
        InspectionTopic.objects.create(
            ruleset=ruleset, number=number, short=f"内容{number}", text=f"巡查内容第{number}项的原文"
        )
    for number in range(1, 7):
        InspectionMethod.objects.create(
            ruleset=ruleset, number=number, short=f"方式{number}", text=f"巡查方式第{number}种的原文"
        )
    return ruleset


def _unit(name, short_name, kind) -> Unit:
    return Unit.objects.get_or_create(name=name, defaults={"short_name": short_name, "kind": kind})[0]


def _user(username, full_name, role, unit=None, **fields) -> User:
    return User.objects.filter(username=username).first() or User.objects.create_user(
        username, "xuncha-demo-2026", full_name=full_name, role=role, unit=unit, **fields
    )


def _official(username, full_name, unit, by) -> User:
    unit_scope(unit=unit, by=by, at=at_on(date(2026, 1, 5)))
    user = _user(username, full_name, Role.SUBDISTRICT, unit)
    user.groups.add(unit_group(unit))
    return user
