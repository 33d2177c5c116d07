"""Two people at once: one wins, the other is told."""

import pytest

from core.models import AuditEvent
from core.refusals import IllegalMove
from planning.actions import members, plans, teams
from planning.models import AnnualPlan, InspectionTeam
from planning.models.membership import MemberRole
from records.models import IssuedDocument
from tests.accounts.builders import person
from tests.planning import builders as build
from tests.planning.builders import APPROVED, DRAFTED, PUBLISHED, on
from tests.races import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(transactional_db):
    return build.house()


def split(results):
    """How many succeeded, and what the others were told."""
    refused = [one for one in results if isinstance(one, Exception)]
    assert all(isinstance(one, IllegalMove) for one in refused), refused
    return len(results) - len(refused), len(refused)


@pytest.mark.requirement("R30")
def test_two_approve_a_plan_at_once(here):
    plan = build.submitted_plan(here)
    second = person("committee", here.committee_unit, "committee2")

    results = run_at_once(
        lambda index: plans.approve(plan=plan, by=(here.committee, second)[index], **on(APPROVED)), threads=2
    )

    assert split(results) == (1, 1)
    assert AuditEvent.objects.filter(verb="plan.approve").count() == 1


def test_two_publish_a_plan_at_once(here):
    plan = build.approved_plan(here)

    results = run_at_once(
        lambda index: plans.publish(plan=plan, by=(here.office, here.office2)[index], **on(PUBLISHED)), threads=2
    )

    assert split(results) == (1, 1)
    assert IssuedDocument.objects.count() == 1
    assert plan.extracts.count() == 3


def test_two_draft_the_plan_of_a_year_at_once(here):
    results = run_at_once(
        lambda index: plans.draft(year=2026, title="方案", by=(here.office, here.office2)[index], **on(DRAFTED)),
        threads=2,
    )

    assert split(results) == (1, 1)
    assert AnnualPlan.objects.count() == 1


@pytest.mark.requirement("R30")
def test_one_approves_a_team_while_another_returns_it(here):
    team = build.proposed_team(here)

    def decide(index):
        if index:
            return teams.return_(team=team, note="换人", by=here.committee, **on(APPROVED))
        return teams.approve(team=team, by=here.committee, **on(APPROVED))

    assert split(run_at_once(decide, threads=2)) == (1, 1)


@pytest.mark.requirement("R12")
def test_four_drafts_of_a_team_at_once_leave_two(here):
    results = run_at_once(
        lambda index: teams.draft(cycle=here.cycle, name=f"第{index}组", by=here.office, **on(DRAFTED)), threads=4
    )

    assert split(results) == (2, 2)
    assert InspectionTeam.objects.count() == 2


@pytest.mark.requirement("R16")
def test_two_leaders_added_at_once_leave_one(here):
    team = build.drafted_team(here, size=0)
    candidates = [build.enter_person(here, account=False) for _index in range(2)]

    results = run_at_once(
        lambda index: members.add_member(
            team=team, person=candidates[index], role=MemberRole.LEADER, by=here.office, **on(DRAFTED)
        ),
        threads=2,
    )

    assert split(results) == (1, 1)
    assert team.memberships.count() == 1
