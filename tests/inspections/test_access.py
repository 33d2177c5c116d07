"""Who sees which round, finding and report, and who does not: by row and by page (DESIGN §4)."""

import pytest
from django.urls import reverse

from core.models import AuditEvent
from core.refusals import NotAllowed
from inspections.actions import corrections, imports
from inspections.importing import read_book
from inspections.models import FactCorrection, FieldNote, Finding, ImportDraft, InspectionReport, SubdistrictRound
from inspections.scenes.access import LIST
from tests.inspections import builders
from tests.inspections.builders import (
    ENDED,
    add_entry,
    approved_team,
    at_on,
    submitted_report,
    world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    """The first team's submitted report; `report.other` leads another team in another subdistrict."""
    here = world()
    report = submitted_report(here)
    other_leader = builders._user("leader2", "周外组", "inspector", here.department)
    team = approved_team(
        here.entry.cycle, here.ruleset, "第二巡查组", here.office, here.committee, [(other_leader, "leader")]
    )
    add_entry(here.entry.plan, here.entry.cycle, team, here.other_subdistrict, by=here.office)
    report.other = other_leader
    report.round.here = here
    return report


MODELS = (SubdistrictRound, Finding, FieldNote, InspectionReport)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("office", True), ("committee", True), ("secretary", True), ("leader", True), ("member", True),
        ("principal", False), ("stranger", False), ("other", False),
    ],
)  # fmt: skip
def test_visible_and_hidden_rows(report, model, who, sees):
    user = report.other if who == "other" else getattr(report.here, who)
    seen = set(model.objects.visible_to(user).values_list("pk", flat=True))
    everything = set(model.objects.values_list("pk", flat=True))
    assert everything
    assert seen == (everything if sees else set())


def pages(report):
    round_, finding = report.round, report.round.findings.first()
    of_round = (
        "note-list", "note-record", "finding-list", "finding-record",
        "import-list-upload", "round-report", "round-enter", "round-end", "correction-propose", "round-corrections",
        "topic-leave-out", "report-draft",
    )  # fmt: skip
    of_finding = ("finding-detail", "finding-edit", "finding-confirm", "finding-withdraw", "finding-attach")
    of_report = ("report-detail", "report-edit", "report-submit", "report-preview")
    for names, thing in ((of_round, round_), (of_finding, finding), (of_report, report)):
        for name in names:
            yield name, reverse(f"inspections:{name}", args=[thing.pk])


@pytest.mark.requirement("R53")
def test_subdistrict_reaches_no_page_of_the_round(client, report):
    client.force_login(report.here.principal)
    for name, url in pages(report):
        assert client.get(url).status_code in (403, 404), name
    for url in (reverse("inspections:round-list"), reverse("inspections:finding-overview")):
        response = client.get(url)
        assert response.status_code in (200, 403)
        assert "疏散通道" not in response.content.decode()
        assert str(report.round.pk) not in response.content.decode()


def test_another_teams_leader_finds_nothing(client, report):
    client.force_login(report.other)
    for name, url in pages(report):
        assert client.get(url).status_code == 404, name
    assert str(report.round.pk) not in client.get(reverse("inspections:round-list")).content.decode()


@pytest.mark.parametrize(
    "name", ["finding-record", "finding-edit-many", "import-list-upload", "report-submit", "note-record"]
)
def test_posts_of_another_team_find_nothing(client, report, name):
    client.force_login(report.other)
    thing = report if name.startswith("report") else report.round
    before = AuditEvent.objects.exclude(verb="access.refused").count()
    assert client.post(reverse(f"inspections:{name}", args=[thing.pk]), {}).status_code == 404
    assert AuditEvent.objects.exclude(verb="access.refused").count() == before


@pytest.mark.requirement("R15")
def test_members_forged_submission_is_refused_and_logged(client):
    report = builders.drafted_report()
    client.force_login(report.here.member)

    page = client.get(report.get_absolute_url()).content.decode()
    response = client.post(reverse("inspections:report-submit", args=[report.pk]), {"version": report.version})

    report.refresh_from_db()
    assert f"/reports/{report.pk}/submit/" not in page
    assert (response.status_code, report.status) == (403, "drafting")
    refused = AuditEvent.objects.get(verb="access.refused")
    assert refused.new == {"path": f"/reports/{report.pk}/submit/", "method": "POST"}
    assert refused.actor_id == report.here.member.pk


@pytest.mark.requirement("R15")
def test_leader_is_offered_the_submission(client):
    report = builders.drafted_report()
    client.force_login(report.here.leader)
    assert f"/reports/{report.pk}/submit/" in client.get(report.get_absolute_url()).content.decode()


def test_office_sees_the_report_and_decides_nothing(client, report):
    client.force_login(report.here.office)
    page = client.get(report.get_absolute_url())
    assert page.status_code == 200
    for verb in ("approve", "return", "submit", "edit"):
        assert f"/reports/{report.pk}/{verb}/" not in page.content.decode()
        assert client.post(reverse(f"inspections:report-{verb}", args=[report.pk])).status_code == 403


def test_corrections_and_uploads_of_another_team_find_nothing(client, report):
    correction = corrections.correct_fact(
        round=report.round, field="ended_on", old=ENDED, new=ENDED.replace(day=16), reason="录错",
        by=report.here.leader, at=at_on(ENDED.replace(day=20)),
    )  # fmt: skip
    client.force_login(report.other)
    for verb in ("confirm", "refuse"):
        assert client.post(reverse(f"inspections:correction-{verb}", args=[correction.pk])).status_code == 404
    assert FactCorrection.objects.get().status == "proposed"


def test_an_uploaded_list_is_its_uploaders(client):
    round_ = builders.on_site_round()
    draft = imports.keep_draft(
        round=round_, data=LIST, name="a.csv", book=read_book(LIST, "a.csv"), found_on=builders.ENTERED,
        by=round_.here.member,
        at=at_on(builders.ENTERED),
    )  # fmt: skip
    client.force_login(round_.here.leader)
    assert client.get(reverse("inspections:import-list-take-in", args=[draft.pk])).status_code == 404
    assert not ImportDraft.objects.visible_to(round_.here.leader).exists()
    for is_preview in (True, False):
        with pytest.raises(NotAllowed, match="上传人"):
            imports.take_in(import_list=draft, by=round_.here.leader, at=at_on(builders.ENTERED), dry_run=is_preview)
    assert ImportDraft.objects.visible_to(round_.here.member).count() == 1
    assert imports.take_in(import_list=draft, by=round_.here.member, at=at_on(builders.ENTERED)).created == 1


@pytest.mark.parametrize("role", ["system_admin", "audit_admin", "security_admin", "custodian"])
def test_administrators_see_no_business(client, report, role):
    user = builders._user(role, role, role)
    client.force_login(user)
    for name, url in pages(report):
        assert client.get(url).status_code in (403, 404), name
