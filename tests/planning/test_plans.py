"""From draft to publication and to the next edition."""

from datetime import date

import pytest

from accounts.models import ScopeUserPermission
from core.models import AuditEvent
from core.refusals import IllegalMove, NotAllowed, StaleCopy
from planning.actions import entries, plans
from planning.models import AnnualPlan, PlanEntry, PlanExtract, Ruleset
from planning.models.plan import PlanStatus
from records.models import IssuedDocument
from tests.accounts.builders import page_told
from tests.planning import builders as build
from tests.planning.builders import APPROVED, DRAFTED, PROPOSED, PUBLISHED, at_on, on

LATER = date(2026, 2, 2)


def test_draft_belongs_to_its_ruleset_and_leaves_an_event(here):
    plan = build.drafted_plan(here)

    assert (plan.ruleset, plan.status, plan.edition) == (here.ruleset, "draft", 1)
    assert AuditEvent.objects.get(verb="plan.draft").target_id == str(plan.pk)


def test_second_draft_of_a_year_is_refused(here):
    build.drafted_plan(here)

    with pytest.raises(IllegalMove, match="2026"):
        plans.draft(year=2026, title="又一份", by=here.office2, **on(DRAFTED))


@pytest.mark.parametrize("year", [2021, 2100, 9999])
def test_draft_of_an_impossible_year_is_refused(here, year):
    with pytest.raises(IllegalMove):
        plans.draft(year=year, title="方案", by=here.office, **on(DRAFTED))


def test_draft_without_a_ruleset_in_force_is_refused(here):
    Ruleset.objects.update(effective_on=date(2030, 1, 1))

    with pytest.raises(IllegalMove):
        plans.draft(year=2026, title="方案", by=here.office, **on(DRAFTED))


def test_edit_refuses_an_unknown_text(here):
    plan = build.drafted_plan(here)

    with pytest.raises(TypeError):
        plans.edit(plan=plan, by=here.office, status="approved", **on(DRAFTED))


def test_edit_of_a_stale_copy_is_refused(here):
    plan = build.drafted_plan(here)
    plans.edit(plan=plan, title="新", by=here.office, version=plan.version, **on(DRAFTED))

    with pytest.raises(StaleCopy):
        plans.edit(plan=plan, title="旧", by=here.office2, version=plan.version, **on(DRAFTED))


@pytest.mark.requirement("R7")
def test_submit_tells_every_problem_and_changes_nothing(here):
    plan = plans.draft(year=2026, title="方案", by=here.office, **on(DRAFTED))
    entries.add_entry(
        plan=plan, subdistrict=here.subdistricts[0], cycle=here.cycle, from_on=date(2026, 3, 2),
        to_on=date(2026, 3, 14), by=here.office, **on(DRAFTED),
    )  # fmt: skip

    with pytest.raises(IllegalMove) as refusal:
        plans.submit(plan=plan, by=here.office, **on(PROPOSED))

    assert "13" in refusal.value.reason
    assert AnnualPlan.objects.get().status == PlanStatus.DRAFT


@pytest.mark.requirement("R7")
def test_submit_with_a_reason_for_a_short_stay(here):
    plan = build.drafted_plan(here, subdistricts=here.subdistricts[:1])
    entries.change_entry(
        entry=build.first_entry(plan), to_on=date(2026, 3, 14), short_reason="防汛", by=here.office, **on(DRAFTED)
    )

    assert plans.submit(plan=plan, by=here.office, **on(PROPOSED)).status == PlanStatus.SUBMITTED


@pytest.mark.requirement("R30")
def test_proposer_cannot_approve_even_with_the_right(here):
    plan = build.submitted_plan(here)
    here.office.role = "committee"
    here.office.save()

    with pytest.raises(NotAllowed):
        plans.approve(plan=plan, by=here.office, **on(APPROVED))
    assert AnnualPlan.objects.get().status == PlanStatus.SUBMITTED


@pytest.mark.requirement("R30")
def test_secretary_needs_the_paper(here):
    plan = build.submitted_plan(here)

    with pytest.raises(IllegalMove):
        plans.approve(plan=plan, by=here.secretary, **on(APPROVED))


@pytest.mark.parametrize("day", [date(2026, 1, 11), date(2026, 1, 16)])
def test_approval_lies_between_proposal_and_today(here, day):
    plan = build.submitted_plan(here)

    with pytest.raises(IllegalMove):
        plans.approve(plan=plan, by=here.committee, on=day, at=at_on(APPROVED))


def test_return_keeps_the_note_and_the_next_submission_forgets_the_decision(here):
    plan = build.submitted_plan(here)

    returned = plans.return_(plan=plan, note="补充丙街道", by=here.committee, **on(APPROVED))
    again = plans.submit(plan=returned, by=here.office, **on(PUBLISHED))

    assert (returned.status, returned.decision_note) == (PlanStatus.DRAFT, "补充丙街道")
    assert (again.decision, again.decided_on) == (None, None)
    assert AuditEvent.objects.get(verb="plan.return").reason == "补充丙街道"


def test_return_without_a_word_is_refused(here):
    with pytest.raises(IllegalMove):
        plans.return_(plan=build.submitted_plan(here), note=" ", by=here.committee, **on(APPROVED))


@pytest.mark.requirement("R19")
def test_approved_plan_is_locked(here):
    plan = build.approved_plan(here)
    entry = build.first_entry(plan)

    for attempt in (
        lambda: plans.edit(plan=plan, title="改", by=here.office, **on(APPROVED)),
        lambda: entries.change_entry(entry=entry, to_on=date(2026, 3, 20), by=here.office, **on(APPROVED)),
        lambda: entries.remove_entry(entry=entry, by=here.office, **on(APPROVED)),
    ):
        with pytest.raises(IllegalMove):
            attempt()


def test_publish_gives_each_subdistrict_its_extract_and_a_message(here):
    plan = build.published_plan(here)

    told = {extract.unit: extract.rounds for extract in plan.extracts.all()}
    assert set(told) == set(here.subdistricts)
    assert told[here.subdistricts[0]] == [
        {"cycle": 1, "from_on": "2026-03-02", "to_on": "2026-03-15", "team": plan.team.name}
    ]
    assert page_told(here.clerk.inbox.get()) == plan.extracts.get(unit=here.subdistricts[0]).get_absolute_url()
    assert here.officer.inbox.count() == 0


@pytest.mark.requirement("R45")
def test_publish_numbers_the_plan_as_a_document(here):
    plan = build.published_plan(here)

    document = IssuedDocument.objects.get(subject_id=str(plan.pk))
    assert (document.kind, document.number) == ("annual_plan", 1)
    assert len(document.data["entries"]) == 3
    assert len(document.data["topics"]) == 9
    assert document.data["teams"] == [{"name": plan.team.name, "leader": plan.team.people[0].full_name, "size": 6}]


@pytest.mark.requirement("R49")
def test_document_names_only_the_methods_chosen(here):
    plan = build.drafted_plan(here, team=build.approved_team(here))
    plan = plans.edit(plan=plan, method_numbers=[1, 5], by=here.office, **on(DRAFTED))
    plan = plans.submit(plan=plan, by=here.office, **on(PROPOSED))
    plan = plans.approve(plan=plan, by=here.committee, **on(APPROVED))

    plans.publish(plan=plan, by=here.office, **on(PUBLISHED))

    methods = here.ruleset.methods.filter(number__in=[1, 5])
    assert IssuedDocument.objects.get().data["methods"] == [method.text for method in methods]


def test_publish_twice_is_refused(here):
    plan = build.published_plan(here)

    with pytest.raises(IllegalMove):
        plans.publish(plan=plan, by=here.office, **on(LATER))
    assert IssuedDocument.objects.count() == 1


@pytest.mark.requirement("R19")
def test_revise_copies_texts_and_entries_with_their_scopes(here):
    plan = build.published_plan(here)

    new = plans.revise(plan=plan, reason="调整进驻时间", by=here.office, **on(LATER))

    assert (new.edition, new.status, new.revision_reason) == (2, PlanStatus.DRAFT, "调整进驻时间")
    assert set(new.entries.values_list("scope", "from_on")) == set(plan.entries.values_list("scope", "from_on"))
    assert AnnualPlan.objects.current(2026).get() == plan


@pytest.mark.requirement("R19")
def test_revise_needs_a_reason_and_happens_once_at_a_time(here):
    plan = build.approved_plan(here)

    with pytest.raises(IllegalMove):
        plans.revise(plan=plan, reason="  ", by=here.office, **on(LATER))
    plans.revise(plan=plan, reason="调整", by=here.office, **on(LATER))
    with pytest.raises(IllegalMove):
        plans.revise(plan=plan, reason="再调整", by=here.office, **on(LATER))


@pytest.mark.requirement("R19")
def test_discarded_draft_keeps_its_row_and_frees_its_year_and_number(here):
    plan = build.drafted_plan(here)

    discarded = plans.discard(plan=plan, reason=" 立项有误 ", by=here.office2, **on(PROPOSED))
    again = plans.draft(year=2026, title="重新起草", by=here.office, **on(PROPOSED))

    assert (discarded.status, discarded.edition, discarded.discard_reason) == (PlanStatus.DISCARDED, 1, "立项有误")
    assert discarded.entries.count() == 3
    assert (again.status, again.edition) == (PlanStatus.DRAFT, 1)
    assert AuditEvent.objects.get(verb="plan.discard").target_id == str(plan.pk)
    assert not PlanEntry.objects.ruling().exists()


@pytest.mark.requirement("R19")
def test_discarded_revision_leaves_the_edition_in_force_and_the_next_has_its_number(here):
    plan = build.published_plan(here)
    ruling = set(PlanEntry.objects.ruling())
    first = plans.revise(plan=plan, reason="调整", by=here.office, **on(LATER))
    other = build.approved_team(here)
    entries.change_entry(entry=build.first_entry(first), team=other, by=here.office, **on(LATER))
    before = holders(plan)

    plans.discard(plan=first, reason="改为明年调整", by=here.office, **on(LATER))
    second = revised(here, plan, lambda new: None)

    assert (first.edition, second.edition) == (2, 2)
    assert before == holders(plan) == {plan.team.leader, *users(plan.team)}
    assert ruling == set(PlanEntry.objects.filter(plan=plan))
    assert AnnualPlan.objects.current(2026).get() == second


def test_second_discard_of_the_same_edition_is_possible(here):
    plan = build.approved_plan(here)

    for _attempt in range(2):
        new = plans.revise(plan=plan, reason="调整", by=here.office, **on(LATER))
        plans.discard(plan=new, reason="不调整了", by=here.office, **on(LATER))

    assert AnnualPlan.objects.filter(status=PlanStatus.DISCARDED, edition=2).count() == 2


def test_discard_without_a_word_is_refused(here):
    with pytest.raises(IllegalMove, match="作废理由"):
        plans.discard(plan=build.drafted_plan(here), reason=" ", by=here.office, **on(PROPOSED))


@pytest.mark.requirement("R29")
def test_draft_that_the_committee_returned_is_mended_and_not_discarded(here):
    plan = plans.return_(plan=build.submitted_plan(here), note="补充", by=here.committee, **on(APPROVED))

    with pytest.raises(IllegalMove, match="安委会"):
        plans.discard(plan=plan, reason="不要了", by=here.office, **on(PUBLISHED))


def test_discard_of_a_stale_copy_is_refused(here):
    plan = build.drafted_plan(here)
    plans.edit(plan=plan, title="新", by=here.office, **on(DRAFTED))

    with pytest.raises(StaleCopy):
        plans.discard(plan=plan, reason="不要了", by=here.office2, version=plan.version, **on(PROPOSED))


def revised(here, plan, change):
    """The next edition, approved, after `change(new edition)`."""
    new = plans.revise(plan=plan, reason="调整", by=here.office, **on(LATER))
    change(new)
    new = plans.submit(plan=new, by=here.office, **on(LATER))
    return plans.approve(plan=new, by=here.committee, **on(LATER))


@pytest.mark.requirement("R19")
def test_approved_revision_rules_in_place_of_the_edition_before(here):
    plan = build.published_plan(here)

    new = revised(here, plan, lambda new: None)

    plan.refresh_from_db()
    assert plan.status == PlanStatus.SUPERSEDED
    assert AnnualPlan.objects.current(2026).get() == new
    assert AuditEvent.objects.filter(verb="plan.supersede", target_id=str(plan.pk)).count() == 1


def test_team_changed_by_revision_gets_the_grants_of_the_other(here):
    plan = build.approved_plan(here, subdistricts=here.subdistricts[:1])
    other = build.approved_team(here)

    def change(new):
        entries.change_entry(entry=build.first_entry(new), team=other, by=here.office, **on(LATER))
        assert holders(plan) == {plan.team.leader, *users(plan.team)}

    revised(here, plan, change)

    assert holders(plan) == {other.leader, *users(other)}


def users(team):
    return {person.user for person in team.people if person.user}


def holders(plan):
    grants = ScopeUserPermission.objects.filter(content_object__in=plan.entries.values("scope"))
    return {grant.user for grant in grants.select_related("user")}


def test_subdistrict_left_out_by_a_revision_is_told_with_an_empty_extract(here):
    plan = build.published_plan(here)
    third = here.subdistricts[2]

    new = revised(
        here, plan, lambda new: entries.remove_entry(entry=build.last_entry(new), by=here.office, **on(LATER))
    )
    plans.publish(plan=new, by=here.office, **on(LATER))

    assert PlanExtract.objects.get(plan=new, unit=third).rounds == []
    assert len(PlanExtract.objects.get(plan=new, unit=here.subdistricts[0]).rounds) == 1
