"""Into the house and out of it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from core.models import AuditEvent
from tests.accounts.builders import PASSWORD, person, sign_in, unit

pytestmark = pytest.mark.django_db
SIGN_IN, SIGN_OUT = reverse("accounts:sign-in"), reverse("accounts:sign-out")


@pytest.fixture
def clerk():
    return person(Role.OFFICE, unit("office", "测试安委办"), "clerk")


def attempt(client, username, password=PASSWORD, **facts):
    return client.post(SIGN_IN, {"username": username, "password": password, **facts})


def events(*verbs):
    return list(AuditEvent.objects.filter(verb__in=verbs or ("user.sign_in", "user.sign_in_failed")))


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_right_password_opens_the_house_and_is_recorded_with_its_address(client, clerk):
    response = attempt(client, "clerk")

    assert (response.status_code, response.url) == (302, "/")
    assert is_signed_in(client)
    (event,) = events()
    assert (event.verb, event.actor_id, event.address) == ("user.sign_in", clerk.pk, "127.0.0.1")


def test_session_is_another_one_after_signing_in(client, clerk):
    """A session id planted before cannot be used afterwards."""
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key

    attempt(client, "clerk")

    assert client.session.session_key != planted


def test_wrong_password_is_refused_and_recorded_with_its_address(client, clerk):
    response = attempt(client, "clerk", "wrong")

    assert response.status_code == 422
    assert not is_signed_in(client)
    (event,) = events()
    assert (event.verb, event.target_id, event.address) == ("user.sign_in_failed", str(clerk.pk), "127.0.0.1")
    assert "wrong" not in str((event.old, event.new, event.reason))


@pytest.mark.parametrize("typed", [" clerk", "clerk ", "\tclerk"])
def test_wrong_password_is_recorded_however_the_name_was_typed(client, clerk, typed):
    """The form forgives blanks round the name, so the log must not miss whoever adds one."""
    attempt(client, typed, "wrong")

    assert [event.verb for event in events()] == ["user.sign_in_failed"]


def test_unknown_name_stores_nothing(client, clerk):
    """What was typed there may be somebody's password."""
    response = attempt(client, "Secret-password-9", "x")

    assert response.status_code == 422
    assert events() == []
    assert not AuditEvent.objects.filter(new__icontains="Secret-password-9").exists()


@pytest.mark.parametrize("typed", ["", "a\0b", "x" * 300])
def test_name_no_account_can_have_is_refused_in_order(client, clerk, typed):
    assert attempt(client, typed, "x").status_code == 422
    assert events() == []


def test_refusals_read_the_same_and_cost_the_same_whatever_was_wrong(client, clerk, monkeypatch):
    person(Role.OFFICE, username="gone", is_active=False)
    hashed, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args: hashed.append(args) or encode(self, *args))
    told, work = set(), set()

    for username, password in (("clerk", "wrong"), ("nobody", PASSWORD), ("gone", PASSWORD), ("gone", "wrong")):
        hashed.clear()
        response = attempt(client, username, password)
        told.add((response.status_code, str(response.context["form"].non_field_errors())))
        work.add(len(hashed))

    assert len(told) == 1
    # One hash each: the time taken does not tell which accounts there are.
    assert work == {1}


def test_inactive_account_does_not_open_and_the_attempt_is_recorded(client):
    person(Role.OFFICE, username="gone", is_active=False)

    attempt(client, "gone")

    assert not is_signed_in(client)
    assert [event.verb for event in events()] == ["user.sign_in_failed"]


def test_open_session_ends_with_the_account(client, clerk):
    sign_in(client, clerk)
    assert client.get(reverse("accounts:message-list")).status_code == 200

    User.objects.filter(pk=clerk.pk).update(is_active=False)

    assert client.get(reverse("accounts:message-list")).url.startswith(SIGN_IN)


def test_next_leads_on_to_a_path_of_our_own(client, clerk):
    assert attempt(client, "clerk", next="/messages/?unread=1").url == "/messages/?unread=1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///x",
    ],
)
def test_next_never_leads_out_of_the_house(client, clerk, elsewhere):
    assert attempt(client, "clerk", next=elsewhere).url == "/"
    # The same for who is signed in already.
    assert client.get(SIGN_IN, {"next": elsewhere}).url == "/"


def test_page_asked_for_without_session_comes_after_signing_in(client, clerk):
    asked = client.get("/messages/?unread=1")

    wanted = parse_qs(urlsplit(asked.url).query)["next"][0]
    assert attempt(client, "clerk", next=wanted).url == "/messages/?unread=1"


def test_next_that_points_at_the_door_itself_is_no_error(client, clerk):
    sign_in(client, clerk)

    assert client.get(SIGN_IN, {"next": SIGN_IN}).url == "/"
    assert client.get(SIGN_IN, {"next": f"{SIGN_IN}?next=/"}).url == "/"


def test_sign_out_is_a_post_and_ends_the_session(client, clerk):
    sign_in(client, clerk)

    assert client.get(SIGN_OUT).status_code == 405
    assert is_signed_in(client)
    assert client.post(SIGN_OUT).url == SIGN_IN
    assert not is_signed_in(client)
    assert [event.actor_id for event in events("user.sign_out")] == [clerk.pk]


def test_sign_out_without_session_leaves_no_event(client):
    assert client.post(SIGN_OUT).url == SIGN_IN
    assert events("user.sign_out") == []


def test_demo_accounts_are_told_only_where_there_are_some(client, clerk):
    assert "xuncha-demo-2026" not in client.get(SIGN_IN).content.decode()

    person(Role.OFFICE, is_demo=True)

    assert "xuncha-demo-2026" in client.get(SIGN_IN).content.decode()
