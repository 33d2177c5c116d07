"""Whoever acts for the addressee confirms receipt: of a subdistrict, a department or a party body (五(二), ADR 17)."""

import pytest
from django.urls import reverse

from accounts.actions.scopes import unit_scope
from accounts.models.unit import UnitKind
from accounts.roles import Role
from core.buttons import buttons_of
from core.refusals import NotAllowed
from core.work import tasks_for
from records.actions import documents, issuing
from records.models import IssuedDocument
from tests.accounts import builders as people
from tests.records import builders

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R15")]

ADDRESSEES = {
    "subdistrict": (UnitKind.SUBDISTRICT, Role.SUBDISTRICT),
    "department": (UnitKind.DEPARTMENT, Role.DEPARTMENT),
    "copy recipient": (UnitKind.PARTY_BODY, Role.COPY_RECIPIENT),
}


@pytest.fixture
def district(at):
    return builders.desk(at)


@pytest.fixture
def letter_to(district, at):
    """A letter to a unit of a kind, and somebody who acts for it."""

    def issue(kind):
        unit_kind, role = ADDRESSEES[kind]
        unit = people.unit(unit_kind)
        user = people.person(role, unit)
        scope = unit_scope(unit=unit, by=district.secadmin, at=at)
        letter = builders.document(district, at, addressee=unit, scope=scope)
        return issuing.issue(document=letter, pdf_bytes=builders.PDF, at=at), user

    return issue


def receive_of(letter, user) -> list[str]:
    return [each.url for each in buttons_of(letter, user=user, today=builders.ON) if each.verb == "document.receive"]


@pytest.mark.parametrize("kind", ADDRESSEES)
def test_addressee_is_told_offered_and_signs_once(client, letter_to, kind):
    letter, user = letter_to(kind)
    url = reverse("records:document-receive", args=[letter.pk])
    assert receive_of(letter, user) == [url]
    waiting = [task.url for task in tasks_for(user, today=builders.ON) if str(task.verb) == "签收文件"]
    assert waiting == [letter.get_absolute_url()]

    answer = people.sign_in(client, user).post(url, {"on": builders.ON.isoformat(), "version": letter.version})

    assert answer.status_code == 302
    letter.refresh_from_db()
    assert (letter.received_on, letter.received_by) == (builders.ON, user)
    assert receive_of(letter, user) == []
    assert tasks_for(user, today=builders.ON) == []


@pytest.mark.parametrize("kind", ADDRESSEES)
@pytest.mark.parametrize("other", ADDRESSEES)
def test_stranger_does_not_know_of_it_whatever_he_is(client, letter_to, kind, other):
    letter, _user = letter_to(kind)
    _letter, stranger = letter_to(other)
    url = reverse("records:document-receive", args=[letter.pk])

    assert people.sign_in(client, stranger).get(url).status_code == 404
    assert client.post(url, {"on": builders.ON.isoformat(), "version": letter.version}).status_code == 404
    assert not IssuedDocument.objects.get(pk=letter.pk).received_on


@pytest.mark.parametrize("who", ["office", "committee"])
def test_who_sees_it_without_being_the_addressee_does_not_sign(client, letter_to, district, at, who):
    letter, _user = letter_to("department")
    user = getattr(district, who)

    assert receive_of(letter, user) == []
    answer = people.sign_in(client, user).post(reverse("records:document-receive", args=[letter.pk]), {})
    assert answer.status_code == 403
    with pytest.raises(NotAllowed):
        documents.receive(document=letter, on=builders.ON, by=user, at=at)
