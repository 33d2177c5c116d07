"""Who may know of what: visible and hidden ids for every persona."""

import pytest
from django.urls import reverse

from accounts.models import User
from core.refusals import IllegalMove, NotAllowed
from planning.actions import extracts, plans, teams
from planning.models import AnnualPlan, InspectionTeam, Membership, Person, PlanEntry, PlanExtract
from tests.accounts.builders import person, sign_in
from tests.planning import builders as build
from tests.planning.builders import APPROVED, PUBLISHED, at_on, on


@pytest.fixture
def world(here):
    """A published plan with its team, another team with no round yet, and an inspector who serves nowhere."""
    here.plan = build.published_plan(here)
    here.team = here.plan.team
    here.idle_team = build.approved_team(here)
    here.leader, here.member = here.team.leader, here.team.member
    here.stranger = build.enter_person(here).user
    here.copy_recipient = person("copy_recipient", here.department, "copies")
    return here


def seen(model, user):
    return set(model.objects.visible_to(User.objects.get(pk=user.pk)).values_list("pk", flat=True))


WHOLE = ("office", "office2", "committee", "secretary")
OTHERS = (
    "principal", "clerk", "other_principal", "officer", "copy_recipient", "custodian", "sysadmin", "secadmin",
    "auditadmin", "leader", "member", "stranger",
)  # fmt: skip


@pytest.mark.parametrize("model", [AnnualPlan, PlanEntry, Person, Membership])
def test_whole_plans_and_registers_are_for_those_who_run_or_approve(world, model):
    everything = set(model.objects.values_list("pk", flat=True))

    assert everything
    assert all(seen(model, getattr(world, who)) == everything for who in WHOLE)
    assert all(seen(model, getattr(world, who)) == set() for who in OTHERS)


def test_team_is_seen_by_its_own_people_and_those_who_run_or_approve(world):
    both, own = {world.team.pk, world.idle_team.pk}, {world.team.pk}

    assert all(seen(InspectionTeam, getattr(world, who)) == both for who in WHOLE)
    assert seen(InspectionTeam, world.leader) == seen(InspectionTeam, world.member) == own
    assert all(seen(InspectionTeam, getattr(world, who)) == set() for who in OTHERS[:-3])
    assert seen(InspectionTeam, world.stranger) == seen(InspectionTeam, world.idle_team.leader) == set()


def test_extract_is_seen_by_its_own_subdistrict(world):
    first, second, third = (world.plan.extracts.get(unit=unit).pk for unit in world.subdistricts)

    assert seen(PlanExtract, world.principal) == seen(PlanExtract, world.clerk) == {first}
    assert seen(PlanExtract, world.other_principal) == {second}
    assert all(seen(PlanExtract, getattr(world, who)) == {first, second, third} for who in WHOLE)
    assert all(seen(PlanExtract, getattr(world, who)) == set() for who in OTHERS[3:])


def test_old_team_of_a_round_handed_on_is_not_seen_by_the_new_one(world):
    new = plans.revise(plan=world.plan, reason="换组", by=world.office, **on(PUBLISHED))
    new.entries.update(team=world.idle_team)
    new = plans.submit(plan=new, by=world.office, **on(PUBLISHED))
    plans.approve(plan=new, by=world.committee, **on(PUBLISHED))

    assert seen(InspectionTeam, world.idle_team.leader) == {world.idle_team.pk}
    assert seen(InspectionTeam, world.leader) == set()


def pages(world):
    """Every page that shows something, with who may see it."""
    inside = set(WHOLE)
    subdistrict = world.plan.extracts.get(unit=world.subdistricts[0])
    return {
        reverse("planning:plan-list"): inside,
        world.plan.get_absolute_url(): inside,
        reverse("planning:team-list"): {*inside, "leader", "member"},
        world.team.get_absolute_url(): {*inside, "leader", "member"},
        world.idle_team.get_absolute_url(): inside,
        reverse("planning:person-list"): {"office", "office2"},
        world.team.people[0].get_absolute_url(): {"office", "office2"},
        reverse("planning:unit-list"): {*inside, "secadmin"},
        reverse("planning:extract-list"): {"principal", "clerk", "other_principal"},
        subdistrict.get_absolute_url(): {"principal", "clerk"},
        world.ruleset.get_absolute_url(): {*WHOLE, *OTHERS},
    }


def test_pages_open_for_those_and_nobody_else(world, client):
    wrong = {}
    for url, allowed in pages(world).items():
        for who in (*WHOLE, *OTHERS):
            status = sign_in(client, User.objects.get(pk=getattr(world, who).pk)).get(url).status_code
            if (status == 200) != (who in allowed) or status not in (200, 403, 404):
                wrong[url, who] = status

    assert wrong == {}


def test_another_subdistricts_extract_does_not_exist(world, client):
    extract = world.plan.extracts.get(unit=world.subdistricts[0])

    sign_in(client, world.other_principal)

    assert client.get(extract.get_absolute_url()).status_code == 404
    assert client.post(reverse("planning:extract-receive", args=[extract.pk])).status_code == 404


def test_department_cannot_confirm_a_subdistricts_extract(world):
    extract = world.plan.extracts.get(unit=world.subdistricts[0])

    for who in ("officer", "other_principal", "office", "committee", "leader"):
        with pytest.raises(NotAllowed):
            extracts.receive(extract=extract, by=getattr(world, who), **on(PUBLISHED))


def test_extract_page_tells_nothing_of_other_subdistricts(world, client):
    extract = world.plan.extracts.get(unit=world.subdistricts[0])

    page = sign_in(client, world.principal).get(extract.get_absolute_url()).content.decode()

    assert "2026-03-02" in page
    assert not any(unit.short_name in page for unit in world.subdistricts[1:])


def test_member_page_of_the_team_offers_no_verb(world, client):
    page = sign_in(client, world.member).get(world.team.get_absolute_url()).content.decode()

    assert "membership/" not in page
    assert "/add-member/" not in page
    assert "/stand-down/" not in page
    assert world.team.people[0].full_name in page


def test_removed_member_loses_the_page(world, client):
    place = build.place_of(world.team, world.team.people[1])
    teams.remove_member(membership=place, reason="调离", by=world.office, **on(APPROVED))

    assert sign_in(client, world.member).get(world.team.get_absolute_url()).status_code in (403, 404)
    assert sign_in(client, world.leader).get(world.team.get_absolute_url()).status_code == 200


def test_receipt_is_confirmed_once_by_the_subdistrict(world):
    extract = world.plan.extracts.get(unit=world.subdistricts[0])

    received = extracts.receive(extract=extract, by=world.clerk, **on(PUBLISHED))

    assert (received.received_on, received.received_by) == (PUBLISHED, world.clerk)
    with pytest.raises(IllegalMove):
        extracts.receive(extract=extract, by=world.principal, **on(PUBLISHED))


@pytest.mark.parametrize("day", [APPROVED, PUBLISHED.replace(day=17)])
def test_receipt_before_publication_or_tomorrow_is_refused(world, day):
    extract = world.plan.extracts.get(unit=world.subdistricts[0])

    with pytest.raises(IllegalMove):
        extracts.receive(extract=extract, by=world.clerk, on=day, at=at_on(PUBLISHED))
    extract.refresh_from_db()
    assert extract.received_on is None
