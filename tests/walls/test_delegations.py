"""Who stands in for the leader, on which days, and where (R15, DESIGN §4)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actions.scopes import open_scope
from accounts.models import Delegation
from accounts.roles import ScopeKind
from core.refusals import NotAllowed
from planning.actions.grants import project
from planning.policies import leads, require_leader, serving
from tests.planning import builders as build
from tests.planning.builders import ENTERS, at_on

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R15")]
FROM, TO = ENTERS + timedelta(days=2), ENTERS + timedelta(days=4)
DAY = timedelta(days=1)


@pytest.fixture
def team():
    here = build.house()
    plan = build.approved_plan(here)
    team = plan.team
    team.here, team.scope = here, build.first_entry(plan).scope
    return team


def delegate(team, **facts):
    facts = {
        "giver": team.leader, "taker": team.member, "scope": team.scope, "from_on": FROM, "to_on": TO,
        "reason": "外出开会", "recorded_at": at_on(ENTERS),
    } | facts  # fmt: skip
    return Delegation.objects.create(**facts)


def days_led(team, user) -> list[bool]:
    """The day before the first, the first, the last, and the day after."""
    return [leads(team, user, day) for day in (FROM - DAY, FROM, TO, TO + DAY)]


def test_without_a_delegation_only_the_leader_leads(team):
    assert days_led(team, team.leader) == [True] * 4
    assert days_led(team, team.member) == [False] * 4
    assert days_led(team, team.here.office) == [False] * 4


def test_delegate_leads_on_the_days_given_both_ends_in_them(team):
    delegate(team)

    assert days_led(team, team.member) == [False, True, True, False]
    # The leader has given nothing away.
    assert days_led(team, team.leader) == [True] * 4


def test_revoked_delegation_counts_for_no_day(team):
    delegate(team, revoked_at=at_on(FROM))

    assert days_led(team, team.member) == [False] * 4


def test_delegation_by_somebody_who_leads_nothing_counts_for_nothing(team):
    delegate(team, giver=team.member, taker=team.here.office2)

    assert days_led(team, team.here.office2) == [False] * 4


def test_delegation_for_another_round_counts_for_nothing_here(team):
    delegate(team, scope=open_scope(kind=ScopeKind.ROUND, label="another"))

    assert days_led(team, team.member) == [False] * 4


def test_delegation_ends_with_the_office_of_who_gave_it(team):
    """Somebody no longer leader gives nobody the right to lead."""
    delegate(team)
    membership = build.place_of(team, team.people[0])
    membership.to_on = FROM
    membership.save()

    assert days_led(team, team.member) == [False] * 4
    assert leads(team, team.leader, FROM - DAY)


def test_nobody_from_outside_the_team_stands_in(team):
    delegate(team, taker=team.here.office2)

    assert days_led(team, team.here.office2) == [False] * 4
    assert not any(serving(team, team.here.office2, day) for day in (FROM, TO))


def test_member_taken_out_of_the_team_stands_in_no_longer(team):
    """Removed is removed, that moment (R32): the leader's delegation does not keep him in."""
    delegate(team)
    membership = next(one for one in team.memberships.all() if one.person.user_id == team.member.pk)
    membership.to_on = FROM
    membership.save()

    assert days_led(team, team.member) == [False] * 4
    project(team, team.here.office, at_on(FROM))
    assert not team.member.scopeuserpermission_set.filter(content_object=team.scope).exists()


def test_refusal_names_leader_and_delegate(team):
    require_leader(team, team.leader, FROM)
    with pytest.raises(NotAllowed, match="组长"):
        require_leader(team, team.member, FROM)


def test_delegation_has_an_end_after_its_start_and_another_person(team):
    with pytest.raises(IntegrityError, match="delegation_ends_after_start"), transaction.atomic():
        delegate(team, to_on=FROM - DAY)
    with pytest.raises(IntegrityError, match="delegation_to_another"), transaction.atomic():
        delegate(team, taker=team.leader)


def test_grant_of_a_delegate_follows_the_delegation(team):
    delegate(team)
    by = team.here.office

    project(team, by, at_on(FROM))

    held = team.member.scopeuserpermission_set.filter(content_object=team.scope)
    assert {row.permission.codename for row in held} == {"work_round", "lead_round"}
