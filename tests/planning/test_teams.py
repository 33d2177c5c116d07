"""A team from draft to the end of its service."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.models import ScopeUserPermission
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from planning.actions import cycles, teams
from planning.models import InspectionTeam, Membership
from planning.models.membership import MemberRole
from planning.models.person import MemberType, Rank
from planning.models.team import TeamStatus
from tests.accounts.builders import page_told
from tests.planning import builders as build
from tests.planning.builders import APPROVED, DRAFTED, PROPOSED, at_on, on

LATER = date(2026, 2, 2)


@pytest.mark.requirement("R13")
@pytest.mark.parametrize("size", [5, 9])
def test_team_of_a_wrong_size_cannot_be_proposed(here, size):
    team = build.drafted_team(here, size=size)

    with pytest.raises(IllegalMove, match=str(size)):
        teams.propose(team=team, by=here.office, **on(PROPOSED))
    assert InspectionTeam.objects.get().status == TeamStatus.DRAFT


@pytest.mark.requirement("R13")
@pytest.mark.parametrize("size", [6, 8])
def test_team_of_a_right_size_is_proposed_and_the_committee_told(here, size):
    team = build.proposed_team(here, size=size)

    assert team.status == TeamStatus.PROPOSED
    assert page_told(here.committee.inbox.get()) == team.get_absolute_url()
    assert here.office2.inbox.count() == 0


@pytest.mark.requirement("R13")
def test_five_member_team_is_told_in_chinese_what_lacks(here):
    team = build.drafted_team(here, size=5)

    with pytest.raises(IllegalMove) as refusal:
        teams.propose(team=team, by=here.office, **on(PROPOSED))

    assert str(refusal.value) == ("人员组成方案暂不能报批：现有5人，每组应为6至8人，至少还需增加1人（二（一））。")


@pytest.mark.requirement("R12")
def test_third_team_of_a_cycle_is_refused(here):
    build.drafted_team(here, size=0)
    build.drafted_team(here, size=0)

    with pytest.raises(IllegalMove):
        teams.draft(cycle=here.cycle, name="第三巡查组", by=here.office, **on(DRAFTED))


@pytest.mark.requirement("R12")
def test_team_given_up_makes_room_for_another(here):
    build.drafted_team(here, size=0)
    given_up = build.drafted_team(here, size=0)
    teams.stand_down(team=given_up, reason="重复", by=here.office, **on(DRAFTED))

    assert teams.draft(cycle=here.cycle, name="第三巡查组", by=here.office, **on(DRAFTED)).status == TeamStatus.DRAFT


def test_two_teams_of_one_name_in_a_cycle_are_refused(here):
    team = build.drafted_team(here, size=0)

    with pytest.raises(IllegalMove, match="同名"):
        teams.draft(cycle=here.cycle, name=team.name, by=here.office, **on(DRAFTED))


def test_rename_to_a_name_in_use_is_refused(here):
    team, other = build.drafted_team(here, size=0), build.drafted_team(here, size=0)

    with pytest.raises(IllegalMove):
        teams.edit(team=team, name=other.name, by=here.office, **on(DRAFTED))


@pytest.mark.requirement("R14")
def test_member_of_no_member_unit_blocks_the_proposal_by_name(here):
    outsider = build.enter_person(here, name="孙某某", unit=here.subdistricts[0])
    team = build.drafted_team(here, members=[*build.people(here), outsider])

    with pytest.raises(IllegalMove, match="孙某某"):
        teams.propose(team=team, by=here.office, **on(PROPOSED))


@pytest.mark.requirement("R14")
def test_member_who_left_his_post_since_blocks_the_approval(here):
    team = build.proposed_team(here)
    person = team.people[2]
    person.is_in_post = False
    person.save()

    with pytest.raises(IllegalMove, match=person.full_name):
        teams.approve(team=team, by=here.committee, **on(APPROVED))


@pytest.mark.requirement("R14")
def test_team_without_expert_is_proposed_all_the_same(here):
    members = [one for one in build.people(here, 7) if one.member_type != MemberType.EXPERT]

    assert build.proposed_team(here, members=members).status == TeamStatus.PROPOSED


@pytest.mark.requirement("R16")
def test_leader_below_section_level_blocks_the_proposal(here):
    head = build.enter_person(here, rank=Rank.SUBSECTION)
    team = build.drafted_team(here, members=[head, *build.people(here)[1:]])

    with pytest.raises(IllegalMove, match=head.full_name):
        teams.propose(team=team, by=here.office, **on(PROPOSED))


@pytest.mark.requirement("R16")
def test_second_leader_is_refused_and_the_database_refuses_too(here):
    team = build.drafted_team(here)

    with pytest.raises(IllegalMove, match=team.people[0].full_name):
        teams.add_member(
            team=team, person=build.enter_person(here), role=MemberRole.LEADER, by=here.office, **on(DRAFTED)
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        team.memberships.update(role=MemberRole.LEADER)


def test_same_person_twice_is_refused(here):
    team = build.drafted_team(here)

    with pytest.raises(IllegalMove, match=team.people[1].full_name):
        teams.add_member(team=team, person=team.people[1], role=MemberRole.MEMBER, by=here.office, **on(DRAFTED))


@pytest.mark.requirement("R17")
def test_same_person_in_two_teams_in_two_roles(here):
    people = build.people(here)
    second = cycles.open_cycle(year=2026, number=2, by=here.office, at=at_on(DRAFTED))
    other_head = build.enter_person(here, member_type=MemberType.SERVING_LEADER, rank=Rank.SECTION_HEAD)
    build.approved_team(here, members=people)
    build.approved_team(here, members=[other_head, *people[:5]], cycle=second)

    roles = Membership.objects.filter(person=people[0]).order_by("team__cycle__number").values_list("role", flat=True)
    assert list(roles) == [MemberRole.LEADER, MemberRole.MEMBER]


def test_change_of_leader_leaves_exactly_one(here):
    team = build.drafted_team(here)
    new = build.place_of(team, team.people[2])

    teams.change_role(membership=new, role=MemberRole.LEADER, by=here.office, **on(DRAFTED))

    assert team.memberships.get(role=MemberRole.LEADER).person == team.people[2]


@pytest.mark.requirement("R29")
def test_dropped_candidate_stays_in_the_file(here):
    team = build.drafted_team(here, size=7)
    place = build.place_of(team, team.people[6])

    teams.drop_member(membership=place, reason="临时任务", by=here.office, **on(DRAFTED))

    place.refresh_from_db()
    assert (place.from_on, place.to_on, place.end_reason) == (None, DRAFTED, "临时任务")
    assert team.memberships.proposed_or_serving().count() == 6


@pytest.mark.requirement("R29")
def test_returned_team_keeps_the_reason(here):
    team = build.proposed_team(here)

    returned = teams.return_(team=team, note="组长人选不合适", by=here.committee, **on(APPROVED))

    assert (returned.status, returned.decision_note) == (TeamStatus.DRAFT, "组长人选不合适")
    with pytest.raises(IllegalMove):
        teams.return_(team=build.proposed_team(here), note="", by=here.committee, **on(APPROVED))


@pytest.mark.requirement("R30")
def test_approval_is_by_another_and_starts_every_membership(here):
    team = build.approved_team(here)

    assert (team.proposed_by, team.decision.decided_by) == (here.office, here.committee)
    assert set(team.memberships.values_list("from_on", "to_on")) == {(APPROVED, None)}
    assert team.leader.inbox.count() == 1


@pytest.mark.requirement("R30")
def test_proposer_cannot_approve_even_with_the_right(here):
    team = build.proposed_team(here)
    here.office.role = "committee"
    here.office.save()

    with pytest.raises(NotAllowed):
        teams.approve(team=team, by=here.office, **on(APPROVED))


def test_approval_of_a_stale_copy_is_refused(here):
    team = build.proposed_team(here)
    seen = team.version
    returned = teams.return_(team=team, note="换人", by=here.committee, **on(APPROVED))
    teams.propose(team=returned, by=here.office, **on(APPROVED))

    with pytest.raises(StaleCopy):
        teams.approve(team=team, by=here.committee, version=seen, **on(APPROVED))


def test_stand_down_ends_every_service_and_all_access(here):
    team = build.approved_team(here)
    build.approved_plan(here, team=team)
    assert ScopeUserPermission.objects.filter(content_object__kind="round").exists()

    teams.stand_down(team=team, reason="任务完成", by=here.office, **on(LATER))

    assert set(team.memberships.values_list("to_on", flat=True)) == {LATER}
    assert not ScopeUserPermission.objects.filter(content_object__kind="round").exists()
    assert AuditEvent.objects.get(verb="team.stand_down").reason == "任务完成"


def test_stand_down_needs_a_reason(here):
    with pytest.raises(IllegalMove):
        teams.stand_down(team=build.approved_team(here), reason=" ", by=here.office, **on(LATER))


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (InspectionTeam, {"status": "approved", "decision": None}),
        (Membership, {"from_on": date(2026, 2, 1), "to_on": date(2026, 1, 1)}),
    ],
)
def test_database_refuses_what_makes_no_sense(here, model, changes):
    build.approved_team(here)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**changes)
