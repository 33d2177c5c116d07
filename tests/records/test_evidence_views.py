"""Evidence leaves the house only through a link in one's reach (DESIGN §5)."""

import hashlib

import pytest
from django.urls import reverse

from accounts.actions.grants import grant_to_user, revoke_from_user
from accounts.roles import Grant, Role
from core.models import AuditEvent
from records.actions.issuing import issue
from records.models import Blob, EvidenceLink
from tests.accounts import builders as people
from tests.records import builders

pytestmark = pytest.mark.django_db


def get(client, user, name, link):
    return people.sign_in(client, user).get(reverse(f"records:{name}", args=[link.pk]))


def status(client, user, name, link) -> int:
    response = get(client, user, name, link)
    if response.streaming:
        body(response)  # read to its end, a file is closed
    return response.status_code


def body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.requirement("R82")
def test_download_gives_the_original_as_an_attachment_under_its_own_name(client, at):
    district, content = builders.desk(at), builders.photo(comment=b"original")
    link = builders.evidence(district, at, content=content, name="现场 1.jpg")

    response = get(client, district.clerk, "evidence-download", link)

    assert body(response) == content
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E7%8E%B0%E5%9C%BA%201.jpg"
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.requirement("R82")
def test_download_leaves_a_trace_of_who_and_what(client, at):
    district = builders.desk(at)
    link = builders.evidence(district, at)

    body(get(client, district.clerk, "evidence-download", link))

    event = AuditEvent.objects.get(verb="evidence.download")
    assert (event.actor_id, event.target_id) == (district.clerk.pk, str(link.pk))
    assert event.address == "127.0.0.1"


@pytest.mark.parametrize("name", ["evidence-download", "evidence-view"])
def test_evidence_of_another_unit_does_not_exist(client, at, name):
    district = builders.desk(at)
    link = builders.picture(district, at, content=builders.photo(), name="a.jpg")

    assert status(client, district.clerk, name, link) == 200
    assert status(client, district.other_principal, name, link) == 404
    assert status(client, district.officer, name, link) == 404
    assert not AuditEvent.objects.filter(verb="evidence.download", actor_id=district.other_principal.pk).exists()


@pytest.mark.parametrize("who", ["sysadmin", "secadmin", "auditadmin", "custodian"])
def test_evidence_is_not_for_administrators(client, at, who):
    district = builders.desk(at)
    link = builders.evidence(district, at)

    assert status(client, getattr(district, who), "evidence-download", link) == 403


def test_evidence_asks_strangers_to_sign_in(client, at):
    link = builders.evidence(builders.desk(at), at)

    response = client.get(reverse("records:evidence-download", args=[link.pk]))

    assert response.status_code == 302
    assert reverse("accounts:sign-in") in response["Location"]


def test_team_reads_evidence_through_its_round_until_it_is_removed(client, at):
    district = builders.desk(at)
    link = builders.evidence(district, at, round_scope=district.round_scope)
    member = people.person(Role.INSPECTOR, username="member")
    assert status(client, member, "evidence-download", link) == 403

    grant_to_user(user=member, grant=Grant.READ, scope=district.round_scope, by=district.office, at=at)
    assert status(client, member, "evidence-download", link) == 200

    other = builders.evidence(district, at)
    assert status(client, member, "evidence-download", other) == 404

    revoke_from_user(user=member, scope=district.round_scope, by=district.office, at=at)
    assert status(client, member, "evidence-download", link) == 403


def test_view_shows_the_copy_in_the_page(client, at):
    district = builders.desk(at)
    link = builders.picture(district, at, content=builders.photo(comment=b"original"), name="现场.jpg")

    response = get(client, district.clerk, "evidence-view", link)

    assert b"original" not in body(response)
    assert response["Content-Disposition"].startswith("inline")
    assert "sandbox" in response["Content-Security-Policy"]


def test_view_of_what_is_no_picture_leads_to_the_download(client, at):
    district = builders.desk(at)

    link = builders.evidence(district, at)
    response = get(client, district.clerk, "evidence-view", link)

    assert response.url == reverse("records:evidence-download", args=[link.pk])


# --- What is stored is not what was kept --------------------------------------------------------------------------


def not_given_out(client, user, name, link):
    response = get(client, user, name, link)
    assert response.status_code == 409
    assert "text/html" in response["Content-Type"]
    event = AuditEvent.objects.get(verb="file.refuse")
    assert (event.actor_id, event.target_id) == (user.pk, str(link.pk))
    assert not AuditEvent.objects.filter(verb__endswith=".download").exists()


@pytest.fixture
def picture(at):
    district = builders.desk(at)
    link = builders.picture(district, at, content=builders.photo(comment=b"original"), name="现场.jpg")
    link.other = builders.picture(district, at, content=builders.photo(size=(9, 9)), name="别处.jpg")
    link.clerk, link.district = district.clerk, district
    return link


NAMES = [("evidence-download", "blob"), ("evidence-view", "viewing_copy")]


@pytest.mark.requirement("R82")
@pytest.mark.parametrize(("name", "field"), NAMES)
def test_file_changed_in_the_store_is_not_given_out(client, picture, name, field):
    with open(getattr(picture, field).file.path, "ab") as file:
        file.write(b"!")

    not_given_out(client, picture.clerk, name, picture)


@pytest.mark.requirement("R82")
@pytest.mark.parametrize(("name", "field"), NAMES)
def test_file_exchanged_together_with_its_hash_is_not_given_out(client, picture, name, field):
    blob = getattr(picture, field)
    with open(blob.file.path, "wb") as file:
        file.write(b"another")
    Blob.objects.filter(pk=blob.pk).update(sha256=hashlib.sha256(b"another").hexdigest(), size=7)

    not_given_out(client, picture.clerk, name, picture)


@pytest.mark.requirement("R82")
@pytest.mark.parametrize(("name", "field"), NAMES)
def test_file_the_link_was_pointed_at_is_not_given_out(client, picture, name, field):
    EvidenceLink.objects.filter(pk=picture.pk).update(**{field: getattr(picture.other, field)})

    not_given_out(client, picture.clerk, name, picture)


def test_file_that_is_gone_is_not_given_out(client, picture):
    picture.blob.file.storage.delete(picture.blob.file.name)

    not_given_out(client, picture.clerk, "evidence-download", picture)


def test_file_no_event_tells_of_is_not_given_out(client, picture):
    clerk, picture.pk = picture.clerk, None
    picture.save(force_insert=True)

    not_given_out(client, clerk, "evidence-download", picture)


def test_log_under_another_key_keeps_no_file_back(client, picture, settings):
    """A system restored without its key can prove nothing, but its people go on working."""
    settings.SECRET_KEY = "another"

    assert status(client, picture.clerk, "evidence-download", picture) == 200


def test_issued_paper_exchanged_is_not_given_out(client, picture, at):
    document = issue(document=builders.document(picture.district, at), pdf_bytes=builders.PDF, at=at)
    type(document).objects.filter(pk=document.pk).update(pdf=picture.blob)

    not_given_out(client, picture.district.office, "document-download", document)
