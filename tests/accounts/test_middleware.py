"""Deny by default, and what every answer carries."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, reverse
from django.views import View

from accounts.actions.grants import grant_to_user
from accounts.actions.scopes import open_scope
from accounts.middleware import DenyByDefaultMiddleware, client_address
from accounts.permissions import Permission
from accounts.roles import Grant, Role, ScopeKind
from core.models import AuditEvent
from core.rules import PUBLIC, UndeclaredView, rule_of
from tests.accounts.builders import AT, person, security_admin, sign_in

LIST = reverse("accounts:message-list")


class Silent(View):
    def get(self, request):
        return HttpResponse("nobody decided who may see this")


class Open(Silent):
    rule = PUBLIC


class Findings(Silent):
    rule = Permission.FINDING_CONFIRM


def ask(view, user, path="/somewhere/"):
    """What the middleware says before the view runs; None lets the request pass."""
    request = RequestFactory().get(path)
    request.user = user
    return DenyByDefaultMiddleware(lambda request: HttpResponse()).process_view(request, view.as_view(), (), {})


def refused():
    return list(AuditEvent.objects.filter(verb="access.refused"))


def test_view_without_a_rule_is_shown_to_nobody():
    with pytest.raises(UndeclaredView, match="declares no rule"):
        ask(Silent, AnonymousUser())


@pytest.mark.django_db
def test_view_without_a_rule_is_not_shown_to_the_committee_either():
    with pytest.raises(UndeclaredView):
        ask(Silent, person(Role.COMMITTEE))


def test_public_view_passes():
    assert ask(Open, AnonymousUser()) is None


def test_stranger_is_led_to_the_door_with_the_page_he_asked_for():
    answer = ask(Findings, AnonymousUser(), "/findings/?page=2")

    assert (answer.status_code, answer.url) == (302, "/sign-in/?next=/findings/%3Fpage%3D2")


@pytest.mark.django_db
def test_person_without_the_right_anywhere_is_refused_and_the_refusal_recorded():
    inspector = person(Role.INSPECTOR)

    with pytest.raises(PermissionDenied):
        ask(Findings, inspector)

    (event,) = refused()
    assert (event.actor_id, event.new) == (inspector.pk, {"path": "/somewhere/", "method": "GET"})


@pytest.mark.django_db
def test_person_with_the_right_somewhere_passes():
    inspector = person(Role.INSPECTOR)
    scope = open_scope(kind=ScopeKind.ROUND, label="round")
    grant_to_user(user=inspector, grant=Grant.LEAD, scope=scope, by=security_admin(), at=AT)

    assert ask(Findings, inspector) is None
    assert refused() == []


def routes(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern)
        else:
            yield pattern


def test_every_route_declares_a_rule_that_exists():
    found = {str(pattern.name): rule_of(pattern.callback) for pattern in routes()}

    assert len(found) > 60
    assert {name for name, rule in found.items() if rule is None} == set()
    public = {name for name, rule in found.items() if rule == PUBLIC}
    assert public == {
        "health", "ready", "sign-in", "sign-out", "set-language", "public-list", "public-detail", "paper-check-form",
        "paper-check",
    }  # fmt: skip
    assert {rule for rule in found.values() if rule != PUBLIC} <= set(Permission)


def test_pages_of_errors_are_public():
    """They are made for strangers too, and a rule on them would hide the error behind another."""
    for code in (400, 403, 404, 500):
        assert rule_of(get_resolver().resolve_error_handler(code)) == PUBLIC


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "10.0.0.1"),
        # Without a proxy of ours, whatever the header says is what the client says of itself.
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "6.6.6.6, 192.0.2.7", "192.0.2.7"),
        (1, "6.6.6.6,5.5.5.5 ,  192.0.2.7 ", "192.0.2.7"),
        (1, None, "10.0.0.1"),
        (1, "", "10.0.0.1"),
        # A client that sends an empty header does not vanish behind the proxy.
        (1, ", 192.0.2.7", "192.0.2.7"),
        (1, " ,192.0.2.7", "192.0.2.7"),
        (2, "192.0.2.7, 10.0.0.9", "192.0.2.7"),
        (2, "6.6.6.6, 192.0.2.7, 10.0.0.9", "192.0.2.7"),
        (2, ", 192.0.2.7, 10.0.0.9", "192.0.2.7"),
        # One hop where two proxies stand: it came past the outer one.
        (2, "10.0.0.9", "10.0.0.1"),
        (2, "2001:db8::1, 10.0.0.9", "2001:db8::1"),
        (1, "x" * 200, "x" * 45),
    ],
)
def test_client_address_is_the_one_our_own_proxies_saw(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}

    assert client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.1")) == address


@pytest.mark.django_db
def test_event_of_a_request_carries_the_address(client, settings):
    settings.TRUSTED_PROXIES = 1
    sign_in(client, person(Role.SYSTEM_ADMIN))

    client.get(reverse("records:event-list"), headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.7"})

    assert [event.address for event in refused()] == ["192.0.2.7"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [LIST, "/nowhere/", reverse("records:event-list"), reverse("set-language")])
def test_nothing_about_people_stays_in_the_cache_of_a_shared_desk(client, path):
    sign_in(client, person(Role.OFFICE))

    assert client.get(path).headers["Cache-Control"] == "no-store, private"


@pytest.mark.django_db
def test_answer_to_signing_in_is_not_kept_either(client):
    assert "no-store" in client.get(reverse("accounts:sign-in")).headers["Cache-Control"]


@pytest.mark.django_db
def test_language_is_chinese_and_may_be_switched(client):
    door = reverse("accounts:sign-in")
    assert "登录" in client.get(door).content.decode()

    client.post(reverse("set-language"), {"language": "en", "next": door})

    assert "登录" not in client.get(door).content.decode()
    assert "Sign in" in client.get(door).content.decode()
    client.post(reverse("set-language"), {"language": "zh-hans", "next": door})
    assert "登录" in client.get(door).content.decode()


@pytest.mark.django_db
def test_language_switch_does_not_lead_out_of_the_house(client):
    answer = client.post(reverse("set-language"), {"language": "en", "next": "https://evil.example/"})

    assert "evil" not in answer.url


@pytest.mark.django_db
def test_health_is_told_to_everybody(client):
    answer = client.get(reverse("accounts:health"))

    assert (answer.status_code, json.loads(answer.content)) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_health_fails_with_the_database(client, monkeypatch):
    def away():
        raise ConnectionError("the database is away")

    monkeypatch.setattr("core.views.health.connection.cursor", away)
    client.raise_request_exception = False

    answer = client.get(reverse("accounts:health"))

    assert answer.status_code == 500
    assert "database" not in answer.content.decode()
