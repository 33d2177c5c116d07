"""What is asked of a team, both ways; pure, without a database."""

import pytest

from accounts.models import Unit
from planning import regulation
from planning.models import Membership, Person, Ruleset
from planning.models.membership import MemberRole
from planning.models.person import MemberType, Rank
from planning.problems import blocking, warnings
from planning.team_rules import person_problems, team_problems

PACK = Ruleset(leader_ranks=list(regulation.LEADER_RANKS), **regulation.NUMBERS)
MEMBER_UNIT = Unit(name="测试应急管理局", short_name="应急局", kind="department", is_member_unit=True)
OTHER_UNIT = Unit(name="测试外单位", short_name="外单位", kind="department")


def person(name="李一", **facts):
    facts = {"member_type": MemberType.STAFF, "rank": Rank.CLERK, "unit": MEMBER_UNIT} | facts
    return Person(full_name=name, **facts)


def leader(**facts):
    return Membership(person=person("王组长", **{"rank": Rank.SECTION_HEAD, **facts}), role=MemberRole.LEADER)


def expert():
    return Membership(
        person=person("赵专家", member_type=MemberType.EXPERT, unit=None, rank=Rank.NONE, is_in_post=False)
    )


def team(size=6, *, head=None, **replaced):
    """A leader, an expert and staff, `size` in all; the last one is made of `replaced`."""
    members = [head or leader(), expert(), *(Membership(person=person(f"成员{number}")) for number in range(size - 2))]
    if replaced:
        members[-1] = Membership(person=person(**replaced))
    return members


def clauses(problems):
    return [problem.clause for problem in problems]


@pytest.mark.requirement("R13")
@pytest.mark.parametrize(("size", "is_blocked"), [(5, True), (6, False), (7, False), (8, False), (9, True)])
def test_size_must_be_six_to_eight(size, is_blocked):
    found = blocking(team_problems(PACK, team(size)))

    assert bool(found) == is_blocked
    assert clauses(found) == ["二（一）"] * is_blocked


@pytest.mark.requirement("R13")
def test_size_five_says_how_many_lack():
    [found] = team_problems(PACK, team(5))

    assert "5" in found.text
    assert "6" in found.text
    assert "1" in found.text


@pytest.mark.requirement("R12")
@pytest.mark.parametrize(("teams", "is_blocked"), [(1, False), (2, False), (3, True)])
def test_third_team_of_a_cycle_is_blocked(teams, is_blocked):
    assert bool(blocking(team_problems(PACK, team(), teams_in_cycle=teams))) == is_blocked


@pytest.mark.requirement("R14")
@pytest.mark.parametrize(
    "facts",
    [{"is_in_post": False}, {"unit": OTHER_UNIT}, {"unit": None}, {"member_type": "serving_leader", "unit": None}],
)
def test_member_not_in_post_or_of_no_member_unit_is_blocked_by_name(facts):
    [found] = blocking(team_problems(PACK, team(name="钱某某", **facts)))

    assert "钱某某" in found.text
    assert found.clause == "二(一)"


@pytest.mark.requirement("R14")
def test_expert_needs_no_post_and_no_member_unit():
    assert person_problems(PACK, expert().person, MemberRole.MEMBER) == []


@pytest.mark.requirement("R14")
def test_team_without_expert_is_warned_not_blocked():
    members = [one for one in team(7) if one.person.member_type != MemberType.EXPERT]

    problems = team_problems(PACK, members)

    assert blocking(problems) == []
    assert len(warnings(problems)) == 1


@pytest.mark.requirement("R16")
@pytest.mark.parametrize("rank", regulation.LEADER_RANKS)
def test_leader_of_section_level_is_fit(rank):
    assert team_problems(PACK, team(head=leader(rank=rank))) == []


@pytest.mark.requirement("R16")
@pytest.mark.parametrize("rank", [Rank.SUBSECTION, Rank.CLERK, Rank.NONE])
def test_leader_below_section_level_is_blocked_by_name(rank):
    [found] = blocking(team_problems(PACK, team(head=leader(rank=rank))))

    assert "王组长" in found.text


@pytest.mark.requirement("R16")
@pytest.mark.parametrize("rank", [Rank.COUNTY_HEAD, Rank.COUNTY_DEPUTY])
def test_leader_above_section_level_is_warned(rank):
    problems = team_problems(PACK, team(head=leader(rank=rank)))

    assert blocking(problems) == []
    assert "王组长" in warnings(problems)[0].text


@pytest.mark.requirement("R16")
def test_team_needs_exactly_one_leader():
    without = [one for one in team(7) if one.role != MemberRole.LEADER]
    with_two = [leader(), *team(6)]

    assert len(blocking(team_problems(PACK, without))) == 1
    assert len(blocking(team_problems(PACK, with_two))) == 1


def test_blocking_problems_come_first():
    members = [one for one in team(5) if one.person.member_type != MemberType.EXPERT]

    assert [problem.blocks for problem in team_problems(PACK, members)] == [True, False]
