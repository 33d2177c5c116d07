"""Grants are what memberships say, no more and no less."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.actions.grants import grant_to_user, revoke_from_user
from accounts.actions.scopes import open_scope
from accounts.models import Delegation, Scope, ScopeUserPermission
from accounts.roles import Grant, ScopeKind
from planning.actions import people, plans, teams
from planning.actions.grants import end_round_grants, project, rebuild_all
from planning.models import InspectionTeam
from tests.planning import builders as build
from tests.planning.builders import APPROVED, PUBLISHED, at_on, on

DAY = date(2026, 3, 5)


def grants(**filters):
    rows = ScopeUserPermission.objects.filter(content_object__kind=ScopeKind.ROUND, **filters)
    return set(rows.values_list("user__username", "permission__codename"))


def check():
    """Exit code and printed facts of rebuild_grants --check."""
    out = StringIO()
    try:
        call_command("rebuild_grants", "--check", stdout=out)
    except CommandError:
        return 1, json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


@pytest.fixture
def plan(here):
    return build.approved_plan(here, subdistricts=here.subdistricts[:2])


def test_leader_leads_and_members_work_on_every_scope_of_the_team(here, plan):
    team = plan.team
    accounts = [person.user.username for person in team.people if person.user]

    for entry in plan.entries.all():
        assert grants(content_object=entry.scope) == {
            (team.leader.username, Grant.LEAD), *((name, Grant.WORK) for name in accounts[1:])
        }  # fmt: skip


@pytest.mark.requirement("R30")
def test_nothing_before_team_and_plan_are_both_approved(here):
    team = build.proposed_team(here)
    plan = build.submitted_plan(here, team=team)
    assert grants() == set()

    teams.approve(team=team, by=here.committee, **on(APPROVED))
    assert grants() == set()

    plans.approve(plan=plan, by=here.committee, **on(APPROVED))
    assert grants()


def test_project_twice_changes_nothing(here, plan):
    before = ScopeUserPermission.objects.count()

    assert project(plan.team, here.office, at_on(DAY)) == 0
    assert ScopeUserPermission.objects.count() == before


def test_check_is_clean_after_the_actions(here, plan):
    place = build.place_of(plan.team, plan.team.people[0])
    teams.remove_member(membership=place, reason="调离", by=here.office, **on(PUBLISHED))

    code, printed = check()

    assert (code, printed["bad"]) == (0, [])
    assert printed["checked"] == 2


@pytest.mark.parametrize("grant", [Grant.LEAD, Grant.WORK, Grant.READ, Grant.OFFICIAL])
def test_check_finds_a_forged_grant(here, plan, grant):
    scope = build.first_entry(plan).scope
    grant_to_user(user=here.officer, grant=grant, scope=scope, by=here.secadmin, at=at_on(DAY))

    code, printed = check()

    assert code == 1
    assert [(bad["problem"], bad["user"], bad["grant"]) for bad in printed["bad"]] == [("forged", "officer", grant)]


def test_check_finds_a_missing_grant(here, plan):
    scope = build.first_entry(plan).scope
    revoke_from_user(user=plan.team.leader, scope=scope, by=here.secadmin, at=at_on(DAY))

    code, printed = check()

    assert code == 1
    assert [(bad["problem"], bad["user"]) for bad in printed["bad"]] == [("missing", plan.team.leader.username)]


def test_check_finds_a_grant_on_a_scope_no_entry_stands_in(here, plan):
    stray = open_scope(kind=ScopeKind.ROUND, label="无主")
    grant_to_user(user=plan.team.leader, grant=Grant.LEAD, scope=stray, by=here.secadmin, at=at_on(DAY))

    assert check()[0] == 1


def test_check_finds_a_grant_that_ends_when_it_should_not(here, plan):
    ScopeUserPermission.objects.filter(user=plan.team.member).update(expires_at=at_on(DAY))

    assert {bad["problem"] for bad in check()[1]["bad"]} == {"forged", "missing"}


def test_rebuild_mends_what_check_finds(here, plan):
    scope = build.first_entry(plan).scope
    grant_to_user(user=here.officer, grant=Grant.LEAD, scope=scope, by=here.secadmin, at=at_on(DAY))
    revoke_from_user(user=plan.team.leader, scope=scope, by=here.secadmin, at=at_on(DAY))

    out = StringIO()
    call_command("rebuild_grants", stdout=out)

    assert json.loads(out.getvalue()) == {"changed": 2}
    assert check()[0] == 0


def test_grants_of_unit_scopes_are_left_alone(here, plan):
    unit_grants = ScopeUserPermission.objects.filter(content_object__kind=ScopeKind.UNIT).count()

    rebuild_all(by=None, at=at_on(DAY))

    assert unit_grants > 0
    assert ScopeUserPermission.objects.filter(content_object__kind=ScopeKind.UNIT).count() == unit_grants


@pytest.mark.requirement("R15")
def test_delegate_of_the_leader_gets_the_lead_until_his_last_day_is_over(here, plan):
    scope = build.first_entry(plan).scope
    Delegation.objects.create(
        giver=plan.team.leader, taker=plan.team.member, scope=scope, from_on=DAY, to_on=DAY + timedelta(days=2),
        reason="出差", recorded_at=at_on(DAY),
    )  # fmt: skip

    project(plan.team, here.office, at_on(DAY))

    [lead] = ScopeUserPermission.objects.filter(user=plan.team.member, permission__codename=Grant.LEAD)
    assert lead.content_object == scope
    assert lead.expires_at.isoformat() == "2026-03-07T16:00:00+00:00"


def test_closed_round_is_read_by_its_team_no_longer(here, plan):
    scope = build.first_entry(plan).scope

    end_round_grants(scope, here.office, at_on(DAY))
    rebuild_all(by=None, at=at_on(DAY))

    assert grants(content_object=scope) == set()
    assert grants() != set()
    assert check()[0] == 0


def test_closed_round_stays_closed_in_the_next_edition(here, plan):
    scope = build.first_entry(plan).scope
    end_round_grants(scope, here.office, at_on(PUBLISHED))

    new = plans.revise(plan=plan, reason="调整", by=here.office, **on(PUBLISHED))
    new = plans.submit(plan=new, by=here.office, **on(PUBLISHED))
    plans.approve(plan=new, by=here.committee, **on(PUBLISHED))

    assert grants(content_object=scope) == set()
    assert Scope.objects.get(pk=scope.pk).plan_entries.count() == 2


def test_account_given_to_a_member_later_gets_his_grants(here, plan):
    person = next(one for one in plan.team.people if one.user is None)
    user = build.accounts.person("inspector", here.department, "late", full_name=person.full_name)

    people.change_person(person=person, user=user, by=here.office, at=at_on(DAY))

    assert ("late", Grant.WORK) in grants()
    people.change_person(person=person, user=None, by=here.office, at=at_on(DAY))
    assert ("late", Grant.WORK) not in grants()


def test_team_that_is_not_approved_has_no_grants_whatever_its_memberships_say(here, plan):
    InspectionTeam.objects.filter(pk=plan.team.pk).update(status="proposed")

    project(plan.team, here.office, at_on(DAY))

    assert grants() == set()
