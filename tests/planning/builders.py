"""Plans, teams and people, built by calling the actions.

Days: the team is proposed on 2026-01-12 and approved on 2026-01-15, the plan submitted and approved on the same days;
the first entry is 2026-03-02 to 2026-03-15, 14 days, first and last included. Instants lie in office hours.
"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from accounts.roles import Role
from planning.actions import cycles, rulesets
from planning.actions import people as register
from planning.models import AnnualPlan, InspectionTeam, Person, Ruleset
from planning.models.person import MemberType, Rank
from planning.scenes import steps
from tests.accounts import builders as accounts
from tests.ready_states import ready

YEAR = 2026
DRAFTED = date(2026, 1, 8)
PROPOSED = date(2026, 1, 12)
APPROVED = date(2026, 1, 15)
PUBLISHED = date(2026, 1, 16)
ENTERS = date(2026, 3, 2)
STAYS = 14
_serial = count(1)


def at_on(day) -> datetime:
    """10:00 in Shanghai of that day."""
    return datetime.combine(day, time(2, 0), tzinfo=UTC)


def on(day) -> dict:
    """`on` and `at` of an action that is recorded on the day it happens."""
    return {"on": day, "at": at_on(day)}


def ruleset() -> Ruleset:
    return rulesets.load_regulation(by=None, at=at_on(DRAFTED))


def drafted_edition(here, **facts) -> Ruleset:
    """A new edition of the regulation, drafted from the one of 2022 and fit to be submitted."""
    draft = rulesets.revise(ruleset=here.ruleset, reason="上级文件修订", by=here.office, **on(DRAFTED))
    facts = {"document_number": "枣高管办字〔2026〕1号", "effective_on": date(2026, 6, 1)} | facts
    return rulesets.edit(ruleset=draft, by=here.office, **on(DRAFTED), **facts)


def submitted_edition(here, **facts) -> Ruleset:
    return rulesets.submit(ruleset=drafted_edition(here, **facts), by=here.office, **on(PROPOSED))


def approved_edition(here, *, effective_on, **facts) -> Ruleset:
    return approved_edition_of(here, drafted_edition(here, **facts), effective_on=effective_on)


def approved_edition_of(here, draft, *, effective_on) -> Ruleset:
    draft = rulesets.submit(ruleset=draft, by=here.office, **on(PROPOSED))
    return rulesets.approve(ruleset=draft, effective_on=effective_on, by=here.committee, **on(APPROVED))


@ready
def house():
    """A small district (tests.accounts.builders.district), the ruleset, and the first cycle of the year."""
    here = accounts.district()
    here.ruleset = ruleset()
    here.cycle = cycles.open_cycle(year=YEAR, number=1, by=here.office, at=at_on(DRAFTED))
    return here


def enter_person(here, *, name=None, account=True, **facts) -> Person:
    """A staff member in post of a member unit, with an inspector's account, unless told otherwise."""
    number = next(_serial)
    name = name or f"测试{number}号"
    unit = facts.pop("unit", here.department)
    user = accounts.person(Role.INSPECTOR, unit, f"inspector{number}", full_name=name) if account else None
    facts = {"member_type": MemberType.STAFF, "rank": Rank.CLERK, "post": "科员"} | facts
    return register.enter_person(full_name=name, unit=unit, user=user, by=here.office, at=at_on(DRAFTED), **facts)


def people(here, size=6) -> list[Person]:
    """A leader of section level, an expert without unit, and staff of a member unit, `size` in all; all may serve."""
    found = [
        enter_person(here, member_type=MemberType.SERVING_LEADER, rank=Rank.SECTION_DEPUTY, post="副局长"),
        enter_person(here, unit=None, member_type=MemberType.EXPERT, rank=Rank.NONE, specialty="粉尘防爆", post=""),
    ]
    return [*found, *(enter_person(here, account=number < 2) for number in range(size - 2))][:size]


@ready
def drafted_team(here, *, size=6, cycle=None, name=None, members=None) -> InspectionTeam:
    """A draft; `team.people` are its candidates, the leader first."""
    chosen = members if members is not None else people(here, size)
    name = name or f"第{next(_serial)}巡查组"
    return _with_people(steps.team_drafted(here, cycle or here.cycle, name, chosen, on=DRAFTED), chosen)


@ready
def proposed_team(here, **facts) -> InspectionTeam:
    team = drafted_team(here, **facts)
    return _with_people(steps.team_proposed(here, team, on=PROPOSED), team.people)


@ready
def approved_team(here, **facts) -> InspectionTeam:
    """`team.leader` and `team.member` are users who serve in it since 2026-01-15."""
    team = proposed_team(here, **facts)
    return _with_people(steps.team_approved(here, team, on=APPROVED), team.people)


def _with_people(team, chosen) -> InspectionTeam:
    team = InspectionTeam.objects.get(pk=team.pk)
    team.people = chosen
    users = [person.user for person in chosen if person.user]
    team.leader, team.member = (*users, None, None)[:2]
    return team


def place_of(team, person):
    """The membership of this person that has not ended."""
    return team.memberships.proposed_or_serving().get(person=person)


@ready
def drafted_plan(here, *, team=None, subdistricts=None, year=YEAR, cycle=None) -> AnnualPlan:
    """A draft with one entry for each subdistrict, one after the other, all by `team` (None: without one)."""
    plan = steps.plan_drafted(here, year, f"{year}年度安全生产巡查工作方案", on=DRAFTED)
    first = ENTERS.replace(year=year)
    for index, unit in enumerate(subdistricts if subdistricts is not None else here.subdistricts):
        enters = first + timedelta(days=index * (STAYS + 7))
        steps.entry_added(
            here, plan, subdistrict=unit, team=team, cycle=cycle or here.cycle,
            from_on=enters, to_on=enters + timedelta(days=STAYS - 1), on=DRAFTED,
        )  # fmt: skip
    return plan


@ready
def submitted_plan(here, **facts) -> AnnualPlan:
    return steps.plan_submitted(here, drafted_plan(here, **facts), on=PROPOSED)


@ready
def approved_plan(here, **facts) -> AnnualPlan:
    """Approved with every entry by an approved team; `plan.team` unless `team` is given."""
    team = facts.pop("team", None) or approved_team(here)
    plan = submitted_plan(here, team=team, **facts)
    plan = steps.plan_approved(here, plan, on=APPROVED)
    plan.team = team
    return plan


@ready
def published_plan(here, **facts) -> AnnualPlan:
    plan = approved_plan(here, **facts)
    team = plan.team
    plan = steps.plan_published(here, plan, on=PUBLISHED)
    plan.team = team
    return plan


def first_entry(plan):
    return plan.entries.order_by("from_on").first()


def last_entry(plan):
    return plan.entries.order_by("from_on").last()
