"""What follows from the verb rows of the planning: buttons of lists and things, "my work", words of events."""

from datetime import date

import pytest

from core.buttons import births_of, buttons_of
from core.event_words import verb_label
from core.work import tasks_for
from planning.actions import plans, teams
from planning.models import AnnualPlan, InspectionTeam, Person, PlanExtract
from planning.queries.plans import entries_of
from tests.planning import builders as build
from tests.planning.builders import APPROVED, PROPOSED, PUBLISHED, on

NEW_YEAR = date(2027, 1, 4)


def names(buttons) -> list[tuple[str, str]]:
    return [(one.verb, one.kind) for one in buttons]


def tasks(user, day=PUBLISHED) -> list[tuple[str, str]]:
    """The tasks of this room; those above it have their own tests."""
    rooms = ("/plans/", "/teams/", "/extracts/")
    return [(str(task.verb), task.url) for task in tasks_for(user, today=day) if task.url.startswith(rooms)]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (AnnualPlan, [("plan.draft", "primary"), ("entry.add_ad_hoc", "secondary")]),
        (InspectionTeam, [("team.draft", "primary")]),
        (Person, [("person.enter", "primary")]),
        (PlanExtract, []),
    ],
)
def test_list_offers_what_is_born_of_nothing_to_whoever_may(here, model, expected):
    assert names(births_of(model, user=here.office, today=PUBLISHED)) == expected
    for user in (here.committee, here.principal):
        assert births_of(model, user=user, today=PUBLISHED) == []


def test_entries_are_changed_in_a_draft_alone(here):
    plan = build.drafted_plan(here)
    entry = entries_of(plan)[0]
    offered = [("entry.change", "secondary"), ("entry.remove", "danger")]

    assert ("entry.add", "secondary") in names(buttons_of(plan, user=here.office, today=PROPOSED))
    assert [one for one in names(buttons_of(entry, user=here.office, today=PROPOSED)) if one in offered] == offered
    assert buttons_of(entry, user=here.committee, today=PROPOSED) == []

    plan = plans.submit(plan=plan, by=here.office, **on(PROPOSED))
    assert buttons_of(entries_of(plan)[0], user=here.office, today=PROPOSED) == []
    assert buttons_of(plan, user=here.office, today=PROPOSED) == []


def test_verb_that_is_blocked_says_so_and_is_not_the_main_one(here):
    team = build.drafted_team(here, size=5)

    propose = next(one for one in buttons_of(team, user=here.office, today=PROPOSED) if one.verb == "team.propose")

    assert (propose.kind, str(propose.disabled_reason)) == ("secondary", "请先补齐所缺事项")


def test_substitute_is_proposed_once_for_a_place_and_decided_by_the_committee(here):
    team = build.approved_team(here)
    gone = build.place_of(team, team.people[3])
    gone = teams.remove_member(membership=gone, reason="调离", by=here.office, **on(PUBLISHED))

    assert names(buttons_of(gone, user=here.office, today=PUBLISHED)) == [("team.substitute", "secondary")]
    pending = teams.substitute(membership=gone, person=build.enter_person(here), by=here.office, **on(PUBLISHED))

    assert buttons_of(gone, user=here.office, today=PUBLISHED) == []
    assert names(buttons_of(pending, user=here.committee, today=PUBLISHED)) == [
        ("team.approve_substitute", "secondary"),
        ("team.refuse_substitute", "danger"),
    ]
    assert tasks(here.committee) == [("批准替补人员", team.get_absolute_url())]


def test_work_follows_the_plan_from_its_beginning_to_the_receipts(here, monkeypatch):
    assert ("起草年度方案", "/plans/draft/") in tasks(here.office)

    plan = build.drafted_plan(here)
    address = plan.get_absolute_url()
    assert tasks(here.office) == [("方案报安委会审批", address)]

    plan = plans.submit(plan=plan, by=here.office, **on(PROPOSED))
    assert [tasks(here.office), tasks(here.committee)] == [[], [("批准年度方案", address)]]

    plan = plans.approve(plan=plan, by=here.committee, **on(APPROVED))
    assert [tasks(here.office), tasks(here.committee)] == [[("印发年度方案", address)], []]

    plan = plans.publish(plan=plan, by=here.office, **on(PUBLISHED))
    extract = plan.extracts.get(unit=here.subdistricts[0])
    assert tasks(here.office) == []
    assert tasks(here.principal) == [("签收年度方案摘要", extract.get_absolute_url())]

    monkeypatch.setattr("planning.year_closing._gates", {})
    assert ("办结年度", address) in tasks(here.office, NEW_YEAR)


def test_work_follows_the_team(here):
    team = build.drafted_team(here)
    assert ("人员组成报安委会审批", team.get_absolute_url()) in tasks(here.office)

    teams.propose(team=team, by=here.office, **on(PROPOSED))
    assert tasks(here.committee) == [("批准人员组成", team.get_absolute_url())]


@pytest.mark.parametrize(
    "verb", ["ruleset.load", "person.enter", "entry.add", "entry.add_ad_hoc", "extract.publish", "plan.supersede"]
)
def test_every_event_of_the_room_has_its_words(verb):
    assert verb_label(verb)
