"""What an entry may be, and when it may change."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import ScopeUserPermission
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from planning import round_states
from planning.actions import cycles, entries, teams
from planning.models import PlanEntry
from planning.queries.plans import problems_of
from planning.round_states import LiveRound, RoundState
from tests.planning import builders as build
from tests.planning.builders import APPROVED, DRAFTED, at_on, on

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 15)


@pytest.fixture
def begun(monkeypatch):
    """Every entry's round has begun."""
    monkeypatch.setattr(
        round_states, "_sources", [lambda scope_ids: {one: LiveRound(RoundState.ON_SITE) for one in scope_ids}]
    )


def add(here, plan, **facts):
    facts = {"subdistrict": here.subdistricts[0], "cycle": here.cycle, "from_on": FIRST, "to_on": LAST} | facts
    return entries.add_entry(plan=plan, by=here.office, **on(DRAFTED), **facts)


def test_entry_has_a_round_scope_of_its_own(here):
    plan = build.drafted_plan(here)

    scopes = {entry.scope for entry in plan.entries.all()}
    assert len(scopes) == 3
    assert {scope.kind for scope in scopes} == {"round"}


@pytest.mark.parametrize(
    "facts", [{"to_on": date(2026, 3, 1)}, {"subdistrict": "department"}, {"cycle": 2027}, {"subdistrict": "closed"}]
)
def test_entry_that_nothing_could_mend_is_refused(here, facts):
    plan = build.drafted_plan(here, subdistricts=[])
    if facts.get("subdistrict") == "department":
        facts = {"subdistrict": here.department}
    if facts.get("subdistrict") == "closed":
        here.subdistricts[2].is_active = False
        here.subdistricts[2].save()
        facts = {"subdistrict": here.subdistricts[2]}
    if "cycle" in facts:
        facts = {"cycle": cycles.open_cycle(year=2027, number=1, by=here.office, at=at_on(DRAFTED))}

    with pytest.raises(IllegalMove):
        add(here, plan, **facts)


@pytest.mark.requirement("R12")
def test_team_of_another_cycle_is_refused(here):
    second = cycles.open_cycle(year=2026, number=2, by=here.office, at=at_on(DRAFTED))
    team = build.drafted_team(here, cycle=second)

    with pytest.raises(IllegalMove, match=team.name):
        add(here, build.drafted_plan(here, subdistricts=[]), team=team)


def test_change_records_old_and_new(here):
    plan = build.drafted_plan(here)
    entry = build.first_entry(plan)

    entries.change_entry(entry=entry, to_on=date(2026, 3, 20), by=here.office, **on(DRAFTED))

    event = AuditEvent.objects.get(verb="entry.change")
    assert (event.old["to_on"], event.new["to_on"]) == ("2026-03-15", "2026-03-20")


def test_change_of_a_stale_copy_is_refused(here):
    entry = build.first_entry(build.drafted_plan(here))
    facts = {"by": here.office, "version": entry.version, **on(DRAFTED)}
    entries.change_entry(entry=entry, to_on=date(2026, 3, 20), **facts)

    with pytest.raises(StaleCopy):
        entries.change_entry(entry=entry, to_on=date(2026, 3, 25), **facts)


def test_change_refuses_an_unknown_field(here):
    with pytest.raises(TypeError):
        entries.change_entry(
            entry=build.first_entry(build.drafted_plan(here)), scope=None, by=here.office, **on(DRAFTED)
        )


def test_remove_leaves_history_and_event(here):
    entry = build.first_entry(build.drafted_plan(here))

    entries.remove_entry(entry=entry, by=here.office, **on(DRAFTED))

    assert not PlanEntry.objects.filter(pk=entry.pk).exists()
    assert PlanEntry.history.filter(id=entry.pk, history_type="-").count() == 1
    assert AuditEvent.objects.filter(verb="entry.remove", target_id=str(entry.pk)).count() == 1


def test_entry_of_a_round_that_began_keeps_place_and_team(here, begun):
    entry = build.first_entry(build.drafted_plan(here))

    with pytest.raises(IllegalMove):
        entries.remove_entry(entry=entry, by=here.office, **on(DRAFTED))
    with pytest.raises(IllegalMove):
        entries.change_entry(entry=entry, subdistrict=here.subdistricts[1], by=here.office, **on(DRAFTED))
    entries.change_entry(entry=entry, to_on=date(2026, 3, 20), by=here.office, **on(DRAFTED))


def test_only_the_office_changes_entries(here):
    entry = build.first_entry(build.drafted_plan(here))

    for user in (here.committee, here.principal, here.officer):
        with pytest.raises(NotAllowed):
            entries.change_entry(entry=entry, to_on=date(2026, 3, 20), by=user, **on(DRAFTED))


def open_entry_of_approved_plan(here):
    """One subdistrict without a team in a plan that is approved."""
    team = build.approved_team(here)
    plan = build.approved_plan(here, team=team)
    entry = build.last_entry(plan)
    entry.team = None
    entry.save()
    ScopeUserPermission.objects.filter(content_object=entry.scope).delete()
    return entry, team


def test_assigned_team_gets_its_grants_at_once(here):
    entry, team = open_entry_of_approved_plan(here)

    entries.assign_team(entry=entry, team=team, by=here.office, **on(APPROVED))

    holders = set(ScopeUserPermission.objects.filter(content_object=entry.scope).values_list("user", flat=True))
    assert holders == {person.user_id for person in team.people if person.user_id}


def test_assign_refuses_a_second_team_and_one_that_is_elsewhere(here):
    entry, team = open_entry_of_approved_plan(here)
    busy = build.first_entry(entry.plan)
    entry.from_on, entry.to_on = busy.from_on, busy.to_on
    entry.save()

    with pytest.raises(IllegalMove):
        entries.assign_team(entry=entry, team=team, by=here.office, **on(APPROVED))
    with pytest.raises(IllegalMove):
        entries.assign_team(entry=busy, team=build.approved_team(here), by=here.office, **on(APPROVED))


def ad_hoc(here, team, **facts):
    facts = {
        "subdistrict": here.subdistricts[0], "team": team, "from_on": FIRST, "to_on": LAST,
        "reason": "群众集中反映", "order": "安委会〔2026〕5号",
    } | facts  # fmt: skip
    return entries.add_ad_hoc_entry(by=here.office, **on(APPROVED), **facts)


@pytest.mark.requirement("R4")
def test_ad_hoc_entry_stands_outside_the_plan_with_reason_and_order(here):
    team = build.approved_team(here)

    entry = ad_hoc(here, team)

    assert entry.is_ad_hoc
    assert entry.cycle.is_ad_hoc
    assert (entry.ad_hoc_reason, entry.ad_hoc_order) == ("群众集中反映", "安委会〔2026〕5号")
    assert ScopeUserPermission.objects.filter(content_object=entry.scope, user=team.leader).exists()


@pytest.mark.requirement("R4")
@pytest.mark.parametrize("facts", [{"reason": " "}, {"order": ""}, {"to_on": date(2026, 3, 10)}])
def test_ad_hoc_entry_without_reason_order_or_days_is_refused(here, facts):
    with pytest.raises(IllegalMove):
        ad_hoc(here, build.approved_team(here), **facts)


def test_ad_hoc_entry_begins_when_somebody_may_lead_it_in(here):
    team = build.approved_team(here)
    with pytest.raises(IllegalMove, match=rf"组长.*{APPROVED.month}月{APPROVED.day}日"):
        ad_hoc(here, team, from_on=APPROVED - timedelta(days=1))

    assert ad_hoc(here, team, from_on=APPROVED).from_on == APPROVED


def test_ad_hoc_entry_needs_an_approved_team_that_is_free(here):
    with pytest.raises(IllegalMove):
        ad_hoc(here, build.proposed_team(here))
    team = build.approved_team(here)
    ad_hoc(here, team)
    with pytest.raises(IllegalMove):
        ad_hoc(here, team, subdistrict=here.subdistricts[1], from_on=LAST, to_on=date(2026, 3, 30))


@pytest.mark.requirement("R30")
@pytest.mark.parametrize("changes", [{"to_on": date(2026, 3, 1)}, {"plan": None}])
def test_database_refuses_an_entry_that_makes_no_sense(here, changes):
    entry = build.first_entry(build.drafted_plan(here))

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanEntry.objects.filter(pk=entry.pk).update(**changes)


def test_stood_down_team_blocks_the_next_submission(here):
    team = build.approved_team(here)
    plan = build.drafted_plan(here, team=team)
    teams.stand_down(team=team, reason="撤", by=here.office, **on(APPROVED))

    page_words = [problem.text for problem in problems_of(plan)]
    assert any(team.name in words for words in page_words)
