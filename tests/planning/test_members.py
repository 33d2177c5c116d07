"""Taken out at once, replaced after approval (二(三))."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.access import resolve_access
from accounts.models import Delegation, ScopeUserPermission, User
from accounts.permissions import Permission
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed
from planning.actions import teams
from planning.models import InspectionTeam
from planning.models.membership import MemberRole
from planning.models.person import MemberType, Rank
from planning.policies import leads, require_leader, serving
from tests.accounts.builders import sign_in
from tests.planning import builders as build
from tests.planning.builders import APPROVED, at_on, on
from tests.planning.pages import visible_text
from tests.records.builders import paper

DAY = date(2026, 3, 5)
NEXT = date(2026, 3, 6)


@pytest.fixture
def team(here):
    """An approved team with a round; `team.scope` is the round's."""
    team = build.approved_team(here)
    team.scope = build.first_entry(build.approved_plan(here, team=team, subdistricts=here.subdistricts[:1])).scope
    return team


def remove(here, team, index=0, *, reason="长期病假", day=DAY):
    place = build.place_of(team, team.people[index])
    return teams.remove_member(membership=place, reason=reason, by=here.office, **on(day))


def section_head(here):
    return build.enter_person(here, member_type=MemberType.SERVING_LEADER, rank=Rank.SECTION_HEAD)


@pytest.mark.requirement("R32")
def test_removed_leader_is_refused_at_once(here, team, client):
    assert resolve_access(team.leader).permits(Permission.FINDING_CONFIRM, [team.scope.pk])
    sign_in(client, team.leader)
    assert client.get(team.get_absolute_url()).status_code == 200

    remove(here, team)

    assert resolve_access(User.objects.get(pk=team.leader.pk)).in_scope == {}
    assert client.get(team.get_absolute_url()).status_code in (403, 404)
    with pytest.raises(NotAllowed):
        require_leader(team, team.leader, DAY)


@pytest.mark.requirement("R32")
def test_removed_member_keeps_his_name_and_days_in_the_file(here, team):
    place = remove(here, team, 2)

    assert (place.from_on, place.to_on, place.end_reason) == (APPROVED, DAY, "长期病假")
    assert list(team.memberships.in_office(DAY)).count(place) == 1
    assert list(team.memberships.in_office(NEXT)).count(place) == 0


@pytest.mark.requirement("R32")
def test_reason_stands_in_no_event(here, team):
    remove(here, team)

    texts = [f"{event.reason}{event.old}{event.new}" for event in AuditEvent.objects.all()]
    assert not any("长期病假" in text for text in texts)


@pytest.mark.requirement("R32")
def test_reason_is_read_by_office_and_committee_not_by_the_team(here, team, client):
    remove(here, team, 2)

    for user, sees in ((here.office, True), (here.committee, True), (team.leader, False)):
        page = sign_in(client, user).get(team.get_absolute_url()).content.decode()
        assert ("长期病假" in page) == sees


@pytest.mark.requirement("R31")
def test_removal_needs_a_reason_and_the_page_counts_changes(here, team, client):
    with pytest.raises(IllegalMove):
        remove(here, team, reason="  ")
    remove(here, team, 2)

    page = sign_in(client, here.office).get(team.get_absolute_url())
    assert "批准后人员调整（人次） 1" in visible_text(page)


def test_removal_twice_or_before_the_service_is_refused(here, team):
    with pytest.raises(IllegalMove):
        remove(here, team, 3, day=date(2026, 1, 14))
    place = remove(here, team, 2)
    with pytest.raises(IllegalMove):
        teams.remove_member(membership=place, reason="再次", by=here.office, **on(NEXT))


@pytest.mark.requirement("R32")
def test_substitute_starts_after_approval(here, team):
    old = remove(here, team)
    new = section_head(here)

    pending = teams.substitute(membership=old, person=new, by=here.office, **on(DAY))
    assert not leads(team, new.user, NEXT)
    assert resolve_access(new.user).in_scope == {}

    teams.approve_substitute(membership=pending, by=here.committee, **on(NEXT))
    assert leads(team, new.user, NEXT)
    assert not leads(team, new.user, DAY)
    assert resolve_access(new.user).permits(Permission.FINDING_CONFIRM, [team.scope.pk])


def test_committee_is_told_of_the_substitute_and_he_of_the_approval(here, team):
    before = here.committee.inbox.count()
    new = section_head(here)
    pending = teams.substitute(membership=remove(here, team), person=new, by=here.office, **on(DAY))

    assert here.committee.inbox.count() == before + 1
    teams.approve_substitute(membership=pending, by=here.committee, **on(NEXT))
    assert new.user.inbox.count() == 1


@pytest.mark.requirement("R30")
def test_who_proposed_the_substitute_cannot_approve_him(here, team):
    pending = teams.substitute(membership=remove(here, team), person=section_head(here), by=here.office, **on(DAY))
    here.office.role = "committee"
    here.office.save()

    with pytest.raises(NotAllowed):
        teams.approve_substitute(membership=pending, by=here.office, **on(NEXT))


@pytest.mark.requirement("R16")
def test_substitute_of_the_leader_must_be_of_section_level(here, team):
    with pytest.raises(IllegalMove):
        teams.substitute(membership=remove(here, team), person=build.enter_person(here), by=here.office, **on(DAY))


@pytest.mark.requirement("R14")
def test_substitute_who_left_his_post_since_is_refused(here, team):
    new = build.enter_person(here)
    pending = teams.substitute(membership=remove(here, team, 2), person=new, by=here.office, **on(DAY))
    new.is_in_post = False
    new.save()

    with pytest.raises(IllegalMove, match=new.full_name):
        teams.approve_substitute(membership=pending, by=here.committee, **on(NEXT))


def test_nobody_substitutes_one_who_serves_or_is_replaced_already(here, team):
    with pytest.raises(IllegalMove):
        teams.substitute(
            membership=build.place_of(team, team.people[2]), person=build.enter_person(here), by=here.office, **on(DAY)
        )
    old = remove(here, team, 2)
    teams.substitute(membership=old, person=build.enter_person(here), by=here.office, **on(DAY))
    with pytest.raises(IllegalMove):
        teams.substitute(membership=old, person=build.enter_person(here), by=here.office, **on(DAY))


@pytest.mark.requirement("R29")
def test_refused_substitute_stays_in_the_file_and_another_may_be_named(here, team):
    old = remove(here, team, 2)
    pending = teams.substitute(membership=old, person=build.enter_person(here), by=here.office, **on(DAY))

    refused = teams.refuse_substitute(membership=pending, note="不熟悉业务", by=here.committee, **on(NEXT))

    assert (refused.from_on, refused.to_on, refused.end_reason) == (None, NEXT, "不熟悉业务")
    assert teams.substitute(membership=old, person=build.enter_person(here), by=here.office, **on(NEXT))
    with pytest.raises(IllegalMove):
        teams.approve_substitute(membership=refused, by=here.committee, **on(NEXT))


def test_pending_substitute_is_no_member_to_remove(here, team):
    pending = teams.substitute(
        membership=remove(here, team, 2), person=build.enter_person(here), by=here.office, **on(DAY)
    )

    with pytest.raises(IllegalMove):
        teams.remove_member(membership=pending, reason="算了", by=here.office, **on(DAY))


@pytest.mark.requirement("R15")
def test_leads_and_serving_go_by_the_day(here, team):
    assert leads(team, team.leader, APPROVED)
    assert not leads(team, team.leader, date(2026, 1, 14))
    assert not leads(team, team.member, APPROVED)
    assert serving(team, team.member, APPROVED)
    assert not serving(team, here.officer, APPROVED)


@pytest.mark.requirement("R15")
@pytest.mark.parametrize(("day", "stands_in"), [(4, False), (5, True), (8, True), (9, False)])
def test_dated_delegate_leads_on_his_days_only(here, team, day, stands_in):
    Delegation.objects.create(
        giver=team.leader, taker=team.member, scope=team.scope, from_on=DAY, to_on=date(2026, 3, 8), reason="出差",
        recorded_at=at_on(DAY),
    )  # fmt: skip

    assert leads(team, team.member, date(2026, 3, day)) == stands_in


def test_delegate_loses_the_lead_with_the_one_who_gave_it(here, team):
    Delegation.objects.create(
        giver=team.leader, taker=team.member, scope=team.scope, from_on=DAY, to_on=date(2026, 3, 8), reason="出差",
        recorded_at=at_on(DAY),
    )  # fmt: skip
    remove(here, team)

    assert not leads(team, team.member, NEXT)
    grants = ScopeUserPermission.objects.filter(user=team.member).values_list("permission__codename", flat=True)
    assert set(grants) == {"work_round"}


def test_removed_by_a_stranger_is_refused(here, team):
    place = build.place_of(team, team.people[2])

    for user in (here.committee, here.principal, team.leader):
        with pytest.raises(NotAllowed):
            teams.remove_member(membership=place, reason="不适合", by=user, **on(DAY))
    assert InspectionTeam.objects.get().memberships.acting(DAY).count() == 6


def test_new_leader_after_the_old_one_left_is_the_only_one(here, team):
    pending = teams.substitute(membership=remove(here, team), person=section_head(here), by=here.office, **on(DAY))
    teams.approve_substitute(membership=pending, by=here.committee, **on(NEXT))

    assert team.memberships.acting(NEXT).filter(role=MemberRole.LEADER).count() == 1


@pytest.mark.requirement("R30")
@pytest.mark.parametrize(
    ("decide", "facts", "said"),
    [
        (teams.approve_substitute, {}, "批准替补人员"),
        (teams.refuse_substitute, {"note": "近期另有任务"}, "不批准替补人员"),
    ],
)
def test_decision_on_a_substitute_is_read_with_its_scan_by_house_alone(here, team, client, decide, facts, said):
    pending = teams.substitute(membership=remove(here, team), person=section_head(here), by=here.office, **on(DAY))
    place = decide(membership=pending, by=here.secretary, paper=paper(on=NEXT), **facts, **on(NEXT))

    address = reverse("records:evidence-view", args=[place.decision.scan_id])
    decided = f"测试安委会2026年3月6日会议（2026年第3次）决定（由{here.secretary.full_name}代录）"
    words = f"替补人员 {place.person.named} {said} {decided}"
    for name in ("office", "committee", "secretary", "clerk", "officer", "principal", "secadmin"):
        page = sign_in(client, getattr(here, name)).get(team.get_absolute_url())
        reads = (words in visible_text(page), address in page.content.decode())
        opens = client.get(address).status_code == 302  # to the PDF itself
        assert (*reads, opens) == (name in ("office", "committee", "secretary"),) * 3, name
    for user in (team.member, place.person.user):
        page = sign_in(client, user).get(team.get_absolute_url()).content.decode()
        assert (address in page, client.get(address).status_code in (403, 404)) == (False, True)
