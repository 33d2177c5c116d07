"""People, teams and plans, brought on step by step: the office proposes, the committee approves."""

from core.scenes import World
from planning.actions import entries, members, plans, rulesets, teams
from planning.actions import people as register
from planning.models import AnnualPlan, InspectionTeam, Person, PlanEntry, Ruleset
from planning.models.membership import MemberRole


def person_entered(world: World, full_name, *, on, user=None, unit=None, **facts) -> Person:
    """Somebody in the register of people, known to the world by name."""
    person = register.enter_person(
        full_name=full_name, user=user, unit=unit, by=world.users["office"], at=world.at(on), **facts
    )
    world.people[full_name] = person
    return person


def team_drafted(world: World, cycle, name, people, *, on) -> InspectionTeam:
    """The first of `people` leads."""
    office, when = world.users["office"], world.when(on)
    team = teams.draft(cycle=cycle, name=name, by=office, **when)
    for index, person in enumerate(people):
        role = MemberRole.MEMBER if index else MemberRole.LEADER
        members.add_member(team=team, person=person, role=role, by=office, **when)
    return team


def team_proposed(world: World, team, *, on) -> InspectionTeam:
    return teams.propose(team=team, by=world.users["office"], **world.when(on))


def team_approved(world: World, team, *, on, note="") -> InspectionTeam:
    return teams.approve(team=team, by=world.users["committee"], note=note, **world.when(on))


def plan_drafted(world: World, year, title, *, on, **texts) -> AnnualPlan:
    return plans.draft(year=year, title=title, by=world.users["office"], **texts, **world.when(on))


def entry_added(world: World, plan, *, cycle, subdistrict, from_on, to_on, on, team=None) -> PlanEntry:
    return entries.add_entry(
        plan=plan, cycle=cycle, team=team, subdistrict=subdistrict, from_on=from_on, to_on=to_on,
        by=world.users["office"], **world.when(on),
    )  # fmt: skip


def plan_submitted(world: World, plan, *, on) -> AnnualPlan:
    return plans.submit(plan=plan, by=world.users["office"], **world.when(on))


def plan_approved(world: World, plan, *, on, note="") -> AnnualPlan:
    return plans.approve(plan=plan, by=world.users["committee"], note=note, **world.when(on))


def plan_published(world: World, plan, *, on) -> AnnualPlan:
    return plans.publish(plan=plan, by=world.users["office"], **world.when(on))


def edition_drafted(world: World, ruleset, *, on, reason, **facts) -> Ruleset:
    """A new edition of the regulation, with what it changes in `facts`."""
    office, when = world.users["office"], world.when(on)
    draft = rulesets.revise(ruleset=ruleset, reason=reason, by=office, **when)
    return rulesets.edit(ruleset=draft, by=office, **facts, **when)


def edition_submitted(world: World, draft, *, on) -> Ruleset:
    return rulesets.submit(ruleset=draft, by=world.users["office"], **world.when(on))
