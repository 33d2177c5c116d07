"""The plan of the access world, its teams, and a change of leader after the report.

The plan's days lie in a year nobody has planned, so that the world can stand beside the data of a working house.
"""

from datetime import date, timedelta

from accounts.actions.grants import grant_to_user
from accounts.actions.scopes import open_scope
from accounts.roles import Grant, ScopeKind
from core.scenes import World
from planning.actions import cycles, members, rulesets
from planning.models import AnnualPlan, InspectionCycle, InspectionTeam, Ruleset
from planning.models.person import MemberType, Rank
from planning.models.ruleset import RulesetStatus
from planning.queries.rulesets import latest_approved
from planning.scenes import steps
from records.models import IssuedDocument

PLANNED, CHANGED = -200, -38
DAYS_ON_SITE = 15
# Seen by somebody it is not for, it says which wall has a hole.
REASON = "暗记离组辛八"
EDITION = "暗记修订稿壬九"


def plan_year(world: World) -> None:
    """`entries` here, elsewhere, on_site and waiting; `things` team, team_elsewhere, plan and its papers."""
    office, things = world.users["office"], world.things
    things["ruleset"] = rulesets.load_regulation(by=office, at=world.at(PLANNED))
    _prepare_edition(world)
    year = _free_year()
    cycle = cycles.open_cycle(year=year, number=1, by=office, at=world.at(PLANNED))
    own = things["team"] = _team(world, cycle, "核对一组", "leader_removed", ("member", "member_removed"))
    other = things["team_elsewhere"] = _team(world, cycle, "核对二组", "leader_elsewhere", ("member_elsewhere",))
    plan = steps.plan_drafted(world, year, f"{year}年度核对方案", on=PLANNED)
    for index, code in enumerate(("here", "elsewhere", "on_site", "waiting")):
        team = other if code == "elsewhere" else own
        first = date(year, 3, 1) + timedelta(days=20 * index)
        world.entries[code] = _entry(world, plan, cycle, world.units[code], first, team=team)
    plan = steps.plan_submitted(world, plan, on=PLANNED)
    plan = steps.plan_approved(world, plan, note="同意。", on=PLANNED)
    plan = steps.plan_published(world, plan, on=PLANNED)
    things |= {
        "plan": plan,
        "entry": world.entries["waiting"],
        "extract": plan.extracts.get(unit=world.units["here"]),
        "extract_elsewhere": plan.extracts.get(unit=world.units["elsewhere"]),
        "document_plan": IssuedDocument.objects.get(subject_id=str(plan.pk)),
    }
    _prepare_next_year(world, year - 1)


def _prepare_edition(world) -> None:
    """A new edition of the regulation that nobody but office and committee knows of yet."""
    office, when = world.users["office"], world.when(PLANNED)
    for other in Ruleset.objects.being_prepared():
        if other.status == RulesetStatus.SUBMITTED:
            other = rulesets.return_(ruleset=other, note="另行修订", by=world.users["committee"], **when)
        rulesets.discard(ruleset=other, reason="另行修订", by=office, **when)
    world.things["ruleset"] = latest_approved()
    world.things["ruleset_draft"] = steps.edition_drafted(
        world, latest_approved(), on=PLANNED, reason=EDITION, document_number=EDITION,
        effective_on=world.clock.today,
    )  # fmt: skip


def _prepare_next_year(world, year) -> None:
    """A plan, a team and an entry still being prepared, and a candidate of that team."""
    office, things = world.users["office"], world.things
    plan = things["plan_draft"] = steps.plan_drafted(world, year, f"{year}年度核对方案", on=PLANNED)
    cycle = cycles.open_cycle(year=year, number=1, by=office, at=world.at(PLANNED))
    things["entry_draft"] = _entry(world, plan, cycle, world.units["here"], date(year, 3, 1))
    team = things["team_draft"] = steps.team_drafted(world, cycle, "核对三组", [], on=PLANNED)
    person = things["team"].memberships.first().person
    things["candidate"] = members.add_member(team=team, person=person, role="member", by=office, **world.when(PLANNED))


def change_leader(world: World) -> None:
    """The leader and a member go; another leads, a substitute waits for the committee."""
    users, things = world.users, world.things
    office, when = users["office"], world.when(CHANGED)
    serving = things["team"].memberships
    lead = serving.get(person__user=users["leader_removed"])
    member = serving.get(person__user=users["member_removed"])
    lead = members.remove_member(membership=lead, reason=REASON, by=office, **when)
    things["membership_ended"] = members.remove_member(membership=member, reason=REASON, by=office, **when)
    successor = _enter(
        world, "leader", member_type=MemberType.SERVING_LEADER, rank=Rank.SECTION_HEAD,
        unit=world.units["department"],
    )  # fmt: skip
    place = members.substitute(membership=lead, person=successor, by=office, **when)
    members.approve_substitute(membership=place, by=users["committee"], **when)
    expert = _enter(world, None, name="核对候补专家", member_type=MemberType.EXPERT)
    things |= {
        "person": successor,
        "membership": place,
        "substitute": members.substitute(membership=things["membership_ended"], person=expert, by=office, **when),
    }
    # He leads elsewhere: the right he lacks here is one he holds there.
    scope = open_scope(kind=ScopeKind.ROUND, label="权限核对别处")
    grant_to_user(user=users["member"], grant=Grant.LEAD, scope=scope, by=office, at=when["at"])


def _free_year() -> int:
    taken = {
        *AnnualPlan.objects.values_list("year", flat=True),
        *InspectionCycle.objects.values_list("year", flat=True),
    }
    return next(year for year in range(2098, 2060, -1) if not {year, year - 1} & taken)


def _entry(world, plan, cycle, subdistrict, first, *, team=None):
    return steps.entry_added(
        world, plan, cycle=cycle, team=team, subdistrict=subdistrict, from_on=first,
        to_on=first + timedelta(days=DAYS_ON_SITE - 1), on=PLANNED,
    )  # fmt: skip


def _team(world, cycle, name, leader, serving) -> InspectionTeam:
    """Approved: a leader and members with accounts, filled up with experts who have none."""
    staff = {"member_type": MemberType.STAFF, "rank": Rank.CLERK, "unit": world.units["department"]}
    head = staff | {"member_type": MemberType.SERVING_LEADER, "rank": Rank.SECTION_DEPUTY}
    people = [_enter(world, leader, **head), *(_enter(world, account, **staff) for account in serving)]
    while len(people) < 7:
        people.append(_enter(world, None, name=f"{name}专家{len(people)}", member_type=MemberType.EXPERT))
    team = steps.team_drafted(world, cycle, name, people, on=PLANNED)
    return steps.team_approved(world, steps.team_proposed(world, team, on=PLANNED), on=PLANNED)


def _enter(world, account, *, name=None, **facts):
    user = world.users[account] if account else None
    return steps.person_entered(world, name or user.full_name, user=user, on=PLANNED, **facts)
