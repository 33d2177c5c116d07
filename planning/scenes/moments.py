"""What has to happen in the access world before a verb of planning is possible (core/scenes.py)."""

from core.scenes import World
from planning.actions import members, rulesets
from planning.models import AnnualPlan, InspectionTeam, Membership, Ruleset
from planning.models.person import MemberType, Rank
from planning.scenes import steps

TODAY = 0
SMALLEST_TEAM = 6


def plan_submitted(world: World) -> AnnualPlan:
    return steps.plan_submitted(world, world.things["plan_draft"], on=TODAY)


def plan_approved(world: World) -> AnnualPlan:
    return steps.plan_approved(world, plan_submitted(world), on=TODAY)


def team_complete(world: World) -> InspectionTeam:
    """The team being prepared with a leader and as many as it needs."""
    team, office, when = world.things["team_draft"], world.users["office"], world.when(TODAY)
    leader = steps.person_entered(
        world, "核对三组组长", on=TODAY, unit=world.units["department"], member_type=MemberType.SERVING_LEADER,
        rank=Rank.SECTION_HEAD,
    )  # fmt: skip
    members.add_member(team=team, person=leader, role="leader", by=office, **when)
    for number in range(team.memberships.count(), SMALLEST_TEAM):
        expert = steps.person_entered(world, f"核对三组专家{number}", on=TODAY, member_type=MemberType.EXPERT)
        members.add_member(team=team, person=expert, role="member", by=office, **when)
    return team


def team_proposed(world: World) -> InspectionTeam:
    return steps.team_proposed(world, team_complete(world), on=TODAY)


def expert_removed(world: World) -> Membership:
    """One for whom nobody was put forward yet."""
    serving = world.things["team"].memberships.filter(to_on=None, from_on__isnull=False, person__user=None)
    return members.remove_member(
        membership=serving.first(), reason="回原单位", by=world.users["office"], **world.when(TODAY)
    )


def edition_submitted(world: World) -> Ruleset:
    return steps.edition_submitted(world, world.things["ruleset_draft"], on=TODAY)


def no_edition_prepared(world: World) -> Ruleset:
    office, when = world.users["office"], world.when(TODAY)
    rulesets.discard(ruleset=world.things["ruleset_draft"], reason="不再修订", by=office, **when)
    return world.things["ruleset"]


MOMENTS = {
    "planning:ruleset-approve": edition_submitted,
    "planning:ruleset-return": edition_submitted,
    "planning:ruleset-revise": no_edition_prepared,
    "planning:plan-approve": plan_submitted,
    "planning:plan-return": plan_submitted,
    "planning:plan-publish": plan_approved,
    "planning:team-propose": team_complete,
    "planning:team-approve": team_proposed,
    "planning:team-return": team_proposed,
    "planning:team-substitute": expert_removed,
}
