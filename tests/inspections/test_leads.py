"""A lead is seen by who recorded it, the leader and the committee, and by nobody else anywhere (DESIGN §2, §4)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actions.grants import revoke_from_user
from core.models import AuditEvent
from inspections.models import Finding
from inspections.papers.report import snapshot_of
from inspections.presenters.rounds import counts
from planning.actions.grants import project
from records.models import EvidenceLink
from tests.inspections.builders import ENTERED, SUBMITTED, add_finding, at_on, drafted_report, on_site_round
from tests.inspections.files import words_of
from tests.inspections.test_findings import PNG

pytestmark = pytest.mark.django_db
SECRET = "反映某干部插手工程"


@pytest.fixture
def round_():
    round_ = on_site_round()
    add_finding(round_, text="普通问题一")
    add_finding(round_, kind="lead", text=SECRET, topic_number=8)
    add_finding(round_, text="普通问题二")
    return round_


def texts(user, round_):
    user.__dict__.pop("access", None)
    return set(Finding.objects.visible_to(user).filter(round=round_).values_list("text", flat=True))


@pytest.mark.parametrize(
    ("who", "sees"),
    [("member", True), ("leader", True), ("committee", True), ("office", False), ("secretary", False)],
)
def test_who_sees_a_lead(round_, who, sees):
    seen = texts(getattr(round_.here, who), round_)
    assert (SECRET in seen) is sees
    assert "普通问题一" in seen


@pytest.mark.parametrize("who", ["stranger", "principal"])
def test_who_sees_nothing_at_all(round_, who):
    assert texts(getattr(round_.here, who), round_) == set()


def test_no_gap_in_the_numbers_betrays_it(round_):
    seen = Finding.objects.visible_to(round_.here.office).order_by("number")
    assert [finding.number for finding in seen] == [1, 2]


@pytest.mark.parametrize("asked", [{}, {"export": "csv"}, {"export": "xlsx"}])
def test_pages_and_exports_of_the_office_are_without_it(client, round_, asked):
    client.force_login(round_.here.office)
    response = client.get(reverse("inspections:finding-list", args=[round_.pk]), asked)
    assert response.status_code == 200
    assert SECRET not in words_of(response)


def test_its_page_does_not_exist_for_the_office(client, round_):
    lead = Finding.objects.leads().get()
    client.force_login(round_.here.office)
    assert client.get(reverse("inspections:finding-detail", args=[lead.pk])).status_code == 404
    client.force_login(round_.here.leader)
    assert SECRET in client.get(reverse("inspections:finding-detail", args=[lead.pk])).content.decode()


def test_counts_and_timeline_of_the_office_are_without_it(round_):
    assert counts(round_, round_.here.office)["total"] == 2
    assert counts(round_, round_.here.office)["lead"] == 0
    assert counts(round_, round_.here.leader)["lead"] == 1
    lead = Finding.objects.leads().get()
    assert not AuditEvent.objects.visible_to(round_.here.office).filter(target_id=str(lead.pk)).exists()


def test_no_words_of_it_in_the_log(round_):
    for event in AuditEvent.objects.all():
        assert SECRET not in f"{event.old}{event.new}{event.reason}"


def test_its_evidence_is_out_of_the_offices_reach():
    round_ = on_site_round()
    add_finding(round_, kind="lead", text=SECRET, evidence=[SimpleUploadedFile("信.png", PNG)])
    assert EvidenceLink.objects.visible_to(round_.here.leader).exists()
    assert not EvidenceLink.objects.visible_to(round_.here.office).exists()


@pytest.mark.requirement("R57")
def test_report_feedback_and_list_are_without_it():
    report = drafted_report()
    report.round.here = report.here
    add_finding(report.round, by=report.here.leader, kind="lead", text=SECRET)
    snapshot = snapshot_of(report, on=SUBMITTED)
    assert SECRET not in str(snapshot)
    assert [line["number"] for line in snapshot["issued"]] == list(range(1, len(snapshot["issued"]) + 1))


def test_who_leaves_the_team_loses_it_at_once_and_the_new_leader_gets_it(round_):
    here = round_.here
    day = ENTERED + timedelta(days=1)
    memberships = here.team.memberships
    memberships.filter(role="leader").update(to_on=ENTERED)
    memberships.filter(role="member").update(role="leader")
    recorder_is_leader_now = here.member

    project(here.team, here.office, at_on(day))

    assert texts(here.leader, round_) == set()
    assert SECRET in texts(recorder_is_leader_now, round_)
    lead = Finding.objects.leads().get()
    assert not AuditEvent.objects.visible_to(here.leader).filter(target_id=str(lead.pk)).exists()


def test_a_grant_on_the_lead_alone_opens_nothing(round_):
    here = round_.here
    revoke_from_user(user=here.member, scope=round_.scope, by=here.office, at=at_on(ENTERED))
    assert texts(here.member, round_) == set()
