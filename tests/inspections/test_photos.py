"""Which photos of a finding go to the subdistrict: none but those the leader chose and the committee saw (ADR 29)."""

import pytest
import time_machine
from django.urls import reverse

from core.refusals import IllegalMove, NotAllowed
from inspections.actions import findings, photos, reports
from inspections.actions.leads import open_lead_scope
from inspections.models import Finding
from inspections.presenters.issued_table import photos_words
from inspections.queries.photos import chosen_photos, may_go_along
from records.models import EvidenceLink
from rectification.papers import feedback as feedback_kind
from tests.inspections.builders import (
    ENDED,
    ENTERED,
    SUBMITTED,
    add_finding,
    at_on,
    confirm_finding,
    drafted_report,
    on_site_round,
)
from tests.records.builders import look_at_pictures, photo, upload
from tests.records.test_evidence_views import status

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R57")]


def pictures(count=2):
    return [upload(photo(size=(30 + number, 20)), f"现场{number}.jpg") for number in range(count)]


def pictured(round_, *, count=2, **facts) -> Finding:
    finding = add_finding(round_, evidence=pictures(count), **facts)
    look_at_pictures()
    return finding


def ids(finding) -> list[str]:
    return [str(link.pk) for link in EvidenceLink.objects.filter(subject_id=str(finding.pk))]


def chosen(finding) -> list[bool]:
    return [link.is_chosen for link in EvidenceLink.objects.filter(subject_id=str(finding.pk))]


def choose(finding, wanted, *, by=None, on=ENTERED):
    return photos.choose(finding=finding, photos=wanted, by=by or finding.round.here.leader, on=on, at=at_on(on))


@pytest.fixture
def finding():
    round_ = on_site_round()
    found = pictured(round_)
    found.round = round_
    return found


def test_none_goes_along_unless_the_leader_says_so(finding):
    confirmed = confirm_finding(finding, finding.round.here)
    assert chosen(confirmed) == [False, False]


def test_leader_chooses_takes_back_and_the_timeline_says_how_many(finding):
    first, second = ids(finding)
    choose(finding, [first, second])
    assert chosen(finding) == [True, True]
    choose(finding, [second])
    assert chosen(finding) == [False, True]


def test_chosen_with_the_confirmation(finding):
    first, _second = ids(finding)
    confirm_finding(finding, finding.round.here, photos=[first])
    assert chosen(finding) == [True, False]


def test_only_the_leader_chooses(finding):
    with pytest.raises(NotAllowed):
        choose(finding, ids(finding), by=finding.round.here.member)
    assert chosen(finding) == [False, False]


def test_only_photos_of_the_finding_that_can_be_looked_at(finding):
    other = pictured(finding.round, count=1)
    with pytest.raises(IllegalMove, match="不属于本问题"):
        choose(finding, ids(other))
    late = add_finding(finding.round, evidence=[upload(photo(size=(5, 5)), "新.jpg")])
    late.round = finding.round
    with pytest.raises(IllegalMove, match="仍在处理中"):
        choose(late, ids(late))


@pytest.mark.parametrize("kind", ["suggestion", "lead"])
def test_nothing_of_what_does_not_go_to_the_subdistrict(finding, kind):
    other = pictured(finding.round, count=1, kind=kind)
    other.round = finding.round
    assert not may_go_along(other)
    with pytest.raises(IllegalMove, match="本问题不反馈街道"):
        choose(other, ids(other))


def test_nothing_of_what_lies_in_a_scope_of_its_own(finding):
    here = finding.round.here
    scope = open_lead_scope(round=finding.round, number=9, by=here.leader, at=at_on(ENTERED))
    Finding.objects.filter(pk=finding.pk).update(scope=scope)
    sealed = Finding.objects.get(pk=finding.pk)
    assert not may_go_along(sealed)
    EvidenceLink.objects.filter(subject_id=str(finding.pk)).update(is_chosen=True)
    assert chosen_photos([sealed]) == {}


@pytest.fixture
def report():
    """Drafted, with two photos of its first finding, of which the second is chosen."""
    drafted = drafted_report(findings_count=1)
    finding, here = drafted.round.findings.filter(kind="general_hazard").first(), drafted.here
    findings.attach_evidence(finding=finding, uploads=pictures(), by=here.leader, at=at_on(ENDED))
    look_at_pictures()
    finding.round.here = here
    choose(finding, ids(finding)[1:], on=ENDED)
    drafted.finding, drafted.photo = finding, EvidenceLink.objects.get(is_chosen=True)
    return drafted


def submit(report):
    here = report.here
    return reports.submit(report=report, by=here.leader, on=SUBMITTED, at=at_on(SUBMITTED))


def test_choice_is_frozen_with_the_hash_of_what_is_seen(report):
    snapshot = submit(report).snapshot

    photos_of = {line["finding"]: line["photos"] for line in snapshot["issued"]}
    frozen = {"link": str(report.photo.pk), "sha256": report.photo.viewing_copy.sha256}
    assert photos_of.pop(str(report.finding.pk)) == [frozen]
    assert not any(photos_of.values())
    assert [line.get("photos") for line in snapshot["feedback"]["findings"] if line.get("photos")] == [1]
    assert not any("photos" in line for line in snapshot["report"]["findings"])
    letter = str(feedback_kind.compose(snapshot["feedback"]))
    assert letter.count("（附照片1张）") == 1
    assert photos_words(snapshot["issued"]) and photos_words([]) == ""


def test_after_the_submission_nothing_more_is_chosen(report):
    submit(report)
    with pytest.raises(IllegalMove, match="报送"):
        choose(report.finding, ids(report.finding), on=SUBMITTED)


def test_committee_sees_the_photos_before_it_decides(client, report):
    submit(report)
    client.force_login(report.here.committee)

    page = client.get(report.get_absolute_url()).content.decode()

    small = reverse("records:evidence-thumbnail", args=[report.photo.pk])
    assert page.count(small) == 1
    assert "随反馈意见附送照片1张，涉及1项" in page
    assert status(client, report.here.committee, "evidence-thumbnail", report.photo) == 200


def choose_page(finding) -> str:
    return reverse("inspections:finding-choose-photos", args=[finding.pk])


def test_page_shows_each_photo_with_its_tick(client, report):
    client.force_login(report.here.leader)
    with time_machine.travel(at_on(ENDED), tick=False):
        page = client.get(choose_page(report.finding)).content.decode()
    assert page.count("/thumbnail/") == 2
    assert page.count("checked") == 1
    assert "全部附送" in page


def test_all_are_chosen_with_one_click(client, report):
    client.force_login(report.here.leader)
    with time_machine.travel(at_on(ENDED), tick=False):
        answer = client.post(choose_page(report.finding), {"take": "all"})
    assert answer.status_code == 302
    assert chosen(report.finding) == [True, True]


def test_page_of_a_finding_says_how_many_go_along(client, report):
    client.force_login(report.here.leader)
    with time_machine.travel(at_on(ENDED), tick=False):
        page = client.get(report.finding.get_absolute_url()).content.decode()
    assert "共2张照片，已选1张随问题附送街道。" in page
    assert "选择附送街道的照片" in page


def test_finding_without_photos_offers_no_choice(client, report):
    other = report.round.findings.filter(kind="problem").first()
    client.force_login(report.here.leader)
    with time_machine.travel(at_on(ENDED), tick=False):
        assert "选择附送街道的照片" not in client.get(other.get_absolute_url()).content.decode()
        assert "尚无照片" in client.get(choose_page(other)).content.decode()


def test_list_shows_the_first_photo_and_how_many_more(client, report):
    client.force_login(report.here.leader)
    page = client.get(reverse("inspections:finding-list", args=[report.round.pk])).content.decode()
    assert page.count("/thumbnail/") == 1
    assert "+1" in page


def test_confirming_offers_the_photos(client):
    round_ = on_site_round()
    finding = pictured(round_)
    client.force_login(round_.here.leader)
    url = reverse("inspections:finding-confirm", args=[finding.pk])
    with time_machine.travel(at_on(ENTERED), tick=False):
        assert client.get(url).content.decode().count("/thumbnail/") == 2
        typed = {"on": ENTERED, "topic_number": 5, "handling": "fix_by_date", "photos": ids(finding)[:1]}
        assert client.post(url, typed).status_code == 302
    assert chosen(finding) == [True, False]
