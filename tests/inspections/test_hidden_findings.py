"""Nothing that is made from findings tells of one that its reader may not see (DESIGN §2, §4): no name offered, no
choice of a filter, no number, no row of an export."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.actions import delegations
from accounts.actions.scopes import open_scope
from accounts.roles import ScopeKind
from core.work import tasks_for
from inspections.actions import findings, rounds
from inspections.closing import gaps
from inspections.models import Enterprise, Finding
from inspections.papers.report import activities_of, generated_overview, snapshot_of
from inspections.presenters.rounds import counts, missing_for_report, what_is_missing
from inspections.queries.coverage import coverage_of
from inspections.queries.enterprises import enterprises_known_to
from tests.inspections import builders
from tests.inspections.builders import (
    ENTERED,
    SUBMITTED,
    add_entry,
    add_finding,
    approved_team,
    at_on,
    confirm_finding,
    drafted_report,
    on_site_round,
    world,
)
from tests.inspections.files import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R15")]
LEAD, SEALED, WITHDRAWN, ELSEWHERE, OPEN = "暗名线索甲", "暗名封存乙", "暗名撤回丙", "暗名外组丁", "明名公司戊"
DAY = ENTERED + timedelta(days=3)


def marked(marker) -> dict:
    """A finding that bears the marker wherever words of it could be drawn from."""
    return {
        "text": f"{marker}问题", "subject_name": f"{marker}公司", "place": f"{marker}车间", "sector": f"{marker}行业",
        "remark": marker, "supervising_department": f"{marker}局", "topic_number": 7,
    }  # fmt: skip


def earlier_round_of_another_team(here):
    """The same subdistrict, weeks before: what stands in it is that team's."""
    leader = builders._user("leader2", "周外组", "inspector", here.department)
    team = approved_team(
        here.entry.cycle, here.ruleset, "第二巡查组", here.office, here.committee, [(leader, "leader")]
    )
    first, last = date(2026, 1, 30), date(2026, 2, 14)
    entry = add_entry(
        here.entry.plan, here.entry.cycle, team, here.subdistrict, by=here.office, from_on=first, to_on=last
    )
    at = {"on": first, "at": at_on(first)}
    round_ = rounds.notify(entry=entry, by=here.office, **at)
    round_ = rounds.enter(round=round_, place="会议室", minutes="通报任务", by=leader, **at)
    findings.record(round=round_, kind="general_hazard", by=leader, **marked(ELSEWHERE), **at)
    rounds.end(
        round=round_,
        by=leader,
        on=last,
        at=at_on(last),
        no_recording_reason="留有照片",
    )


def plant_lead(round_):
    return add_finding(round_, by=round_.here.leader, kind="lead", **marked(LEAD))


def plant_sealed(round_):
    finding = add_finding(round_, by=round_.here.leader, **marked(SEALED))
    # No verb seals a visit yet; its findings will lie in a scope of this kind.
    scope = open_scope(kind=ScopeKind.SEALED, label="暗访")
    Finding.objects.filter(pk=finding.pk).update(scope=scope, is_apart=True)
    return finding


def plant_withdrawn(round_):
    finding = add_finding(round_, by=round_.here.leader, **marked(WITHDRAWN))
    return findings.withdraw(finding=finding, reason="重复记录", by=round_.here.leader, on=ENTERED, at=at_on(ENTERED))


@pytest.fixture
def round_():
    """On site, with one finding for everybody of the round and one of every kind that not everybody may see."""
    here = world()
    earlier_round_of_another_team(here)
    round_ = on_site_round(here)
    for plant in (plant_lead, plant_sealed, plant_withdrawn):
        plant(round_)
    round_.open = add_finding(round_, **marked(OPEN))
    with time_machine.travel(at_on(DAY), tick=False):
        yield round_


def offered(client, user, name, thing) -> set[str]:
    client.force_login(user)
    page = client.get(reverse(f"inspections:{name}", args=[thing.pk]))
    assert '<datalist id="known-names">' in page.content.decode()
    return set(page.context["known_names"])


@pytest.mark.parametrize("name", ["finding-record", "finding-edit"])
def test_member_is_offered_only_names_he_has_read(client, round_, name):
    thing = round_ if name == "finding-record" else round_.open
    assert offered(client, round_.here.member, name, thing) == {f"{OPEN}公司"}


def test_leader_is_offered_the_names_of_his_own_leads(client, round_):
    assert offered(client, round_.here.leader, "finding-record", round_) == {f"{OPEN}公司", f"{LEAD}公司"}


def test_name_of_a_lead_is_offered_once_it_stands_in_an_open_finding_too(client, round_):
    add_finding(round_, text="疏散通道堵塞", subject_name=f"{LEAD}公司")
    assert f"{LEAD}公司" in offered(client, round_.here.member, "finding-record", round_)


def test_member_of_another_team_and_the_subdistrict_know_no_name(round_):
    here = round_.here
    assert Enterprise.objects.count() == 5
    for user in (here.stranger, here.principal):
        assert not enterprises_known_to(user, here.subdistrict.pk).exists()
    of_committee = enterprises_known_to(here.committee, here.subdistrict.pk).values_list("name", flat=True)
    assert set(of_committee) == {f"{marker}公司" for marker in (LEAD, SEALED, ELSEWHERE, OPEN)}


PAGES = ["finding-list", "finding-overview", "note-list", "round-report", "round-corrections", "enterprise-list"]
ASKED = [
    *((name, {}) for name in PAGES),
    *((name, {"export": form}) for name in ("finding-list", "finding-overview") for form in ("csv", "xlsx")),
    ("enterprise-list", {"export": "csv"}),
]
HIDDEN = {"member": (LEAD, SEALED, ELSEWHERE), "office": (LEAD, SEALED)}


@pytest.mark.parametrize(("name", "asked"), ASKED)
@pytest.mark.parametrize("who", HIDDEN)
def test_no_list_filter_or_export_holds_what_its_reader_may_not_see(client, round_, who, name, asked):
    client.force_login(getattr(round_.here, who))
    is_overview = name in ("finding-overview", "enterprise-list")
    address = reverse(f"inspections:{name}", args=[] if is_overview else [round_.pk])

    words = words_of(client.get(address, asked))
    found = words_of(client.get(address, asked | {"q": "暗名"}))

    for marker in HIDDEN[who]:
        assert marker not in words
        assert marker not in found
    if "finding" in name:
        # The search has looked: what may be seen is there, its industry among the choices of the filter.
        assert f"{OPEN}问题" in words and f"{OPEN}行业" in words
        assert f"{WITHDRAWN}问题" in found


@pytest.mark.parametrize("who", HIDDEN)
def test_round_page_and_desk_are_without_it(client, round_, who):
    client.force_login(getattr(round_.here, who))
    for address in (round_.get_absolute_url(), reverse("desk:my-work")):
        words = words_of(client.get(address))
        assert not [marker for marker in HIDDEN[who] if marker in words]


def derived(round_, user) -> list:
    """Every number and word the pages of a round draw from its findings."""
    user.__dict__.pop("access", None)
    return [
        counts(round_, user),
        coverage_of(round_),
        what_is_missing(round_, DAY),
        missing_for_report(round_, None),
        gaps(round_, DAY),
        activities_of(round_),
    ]


@pytest.mark.parametrize("plant", [plant_lead, plant_sealed])
@pytest.mark.parametrize("who", HIDDEN)
def test_no_number_moves_with_what_its_reader_may_not_see(plant, who):
    round_ = on_site_round()
    add_finding(round_, **marked(OPEN) | {"topic_number": 3})
    before = derived(round_, getattr(round_.here, who))

    plant(round_)

    assert derived(round_, getattr(round_.here, who)) == before


def test_withdrawn_finding_is_counted_as_such_alone():
    """As the report counts: of what was withdrawn, what had been confirmed; a draft is in no count (R87)."""
    round_ = on_site_round()
    before = counts(round_, round_.here.member)
    topics = coverage_of(round_)

    plant_withdrawn(round_)
    assert counts(round_, round_.here.member) == before | {"dropped": 1}

    confirmed = confirm_finding(add_finding(round_), round_.here)
    findings.withdraw(finding=confirmed, reason="重复记录", by=round_.here.leader, on=ENTERED, at=at_on(ENTERED))

    assert counts(round_, round_.here.member) == before | {"dropped": 1, "withdrawn": 1}
    assert round_.findings.ordinary().withdrawn().count() == 1
    assert coverage_of(round_) == topics


@pytest.mark.requirement("R57")
@pytest.mark.parametrize("plant", [plant_lead, plant_sealed])
def test_report_is_the_same_with_it_and_without_it(plant):
    report = drafted_report()
    report.round.here = report.here
    before = (snapshot_of(report, on=SUBMITTED), list(generated_overview(report)))

    plant(report.round)

    assert (snapshot_of(report, on=SUBMITTED), list(generated_overview(report))) == before


def test_numbers_go_on_after_a_finding_that_is_out_of_sight():
    """Its number is taken: the next one is another, or it could not be stored."""
    round_ = on_site_round()
    assert [plant_sealed(round_).number, confirm_finding(add_finding(round_), round_.here).number] == [1, 2]


def waiting_to_be_confirmed(user) -> list[int]:
    """How many findings the person's desk asks him to confirm, by round."""
    user.__dict__.pop("access", None)
    return [task.count for task in tasks_for(user, today=DAY) if str(task.verb) == "确认问题"]


def test_who_stands_in_for_the_leader_is_not_asked_to_confirm_what_he_does_not_see():
    round_ = on_site_round()
    leader, member = round_.here.leader, round_.here.member
    plant_lead(round_)
    with time_machine.travel(at_on(DAY), tick=False):
        delegations.give(
            scope=round_.scope, taker=member, from_on=DAY, to_on=DAY, reason="外出开会", by=leader, at=at_on(DAY)
        )
        assert (waiting_to_be_confirmed(leader), waiting_to_be_confirmed(member)) == ([1], [])
        add_finding(round_)
        assert (waiting_to_be_confirmed(leader), waiting_to_be_confirmed(member)) == ([2], [1])
