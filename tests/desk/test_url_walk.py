"""Every route of the URLconf: who decided on it, who may not come in, and what an id nobody has gives (STYLE 52a)."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from accounts.middleware import DenyByDefaultMiddleware
from accounts.permissions import Permission
from core.rules import PUBLIC, UndeclaredView, rule_of
from deadlines.models import JobRun
from deadlines.queries.job_runs import SWEEP
from desk.access import expected
from desk.access.expected import FORM, OK, ROWS
from desk.access.people import OWN, PERSONAS
from desk.access.routes import routes
from tests.accounts.builders import person
from tests.desk.world import here  # noqa: F401  a fixture

# Written out once more by hand: whoever opens a door to the whole world has to say so here too.
OPEN_TO_EVERYBODY = {
    "accounts:health", "ready", "accounts:sign-in", "accounts:sign-out", "set-language", "rectification:public-list",
    "rectification:public-detail", "records:paper-check-form", "records:paper-check",
}  # fmt: skip
METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
EVERY_ROUTE = routes()


def _address(route):
    nobody = 987654321 if route.counted else uuid4()
    known = {
        "pk": nobody,
        "form": "csv",
        "year": 2026,
        "month": 3,
        "day": 2,
        "token": "nobodys",
        "code": "2345-6789-ABCD",
    }
    return reverse(route.name, kwargs={name: known[name] for name in route.arguments})


def test_every_route_has_a_name_of_its_own():
    names = [route.name for route in EVERY_ROUTE]

    assert len(names) == len(set(names)) > 100


@pytest.mark.parametrize("route", EVERY_ROUTE, ids=lambda route: route.name)
def test_route_declares_a_known_rule(route):
    rule = rule_of(route.view)

    assert rule == PUBLIC or rule in set(Permission)


def test_only_the_doors_listed_here_are_open_to_everybody():
    assert {route.name for route in EVERY_ROUTE if rule_of(route.view) == PUBLIC} == OPEN_TO_EVERYBODY
    assert set(expected.PUBLIC) == OPEN_TO_EVERYBODY


def test_every_route_was_decided_on_and_every_decision_has_its_route():
    assert {route.name for route in EVERY_ROUTE} == {*ROWS, *expected.PUBLIC}


@pytest.mark.django_db
@pytest.mark.parametrize("route", EVERY_ROUTE, ids=lambda route: route.name)
def test_stranger_is_sent_to_the_sign_in_page(client, route):
    address = _address(route)
    # A system on which no sweep ever ended is not ready.
    JobRun.objects.create(name=SWEEP, started_at=timezone.now(), finished_at=timezone.now())
    for method in METHODS:
        response = getattr(client, method)(address)
        if route.name in OPEN_TO_EVERYBODY:
            # A public thing that nobody has is not there for anybody; what methods there are, every address tells.
            is_asked_for = route.arguments and method != "options"
            answers = (404, 405) if is_asked_for else (200, 302, 405, 422)
            assert response.status_code in answers, method
            assert "/sign-in/?next=" not in response.headers.get("Location", "")
        else:
            assert (response.status_code, response.headers["Location"][:15]) == (302, "/sign-in/?next="), method


@pytest.mark.requirement("R15")
def test_id_that_nobody_has_is_not_found_for_whoever_may_come_in(here):  # noqa: F811
    """Also for the office, which sees nearly everything: an id is never taken for the thing itself."""
    tried = 0
    for route in EVERY_ROUTE:
        row = ROWS.get(route.name)
        if row is None or "pk" not in route.arguments:
            continue
        method = "GET" if "GET" in row.kind[0] else "POST"
        for persona in PERSONAS:
            if persona.relation == OWN and expected.expected(route.name, method, persona) == OK:
                for one in ("get", "post") if row.kind == FORM else (method.lower(),):
                    response = getattr(here.clients[persona], one)(_address(route))
                    assert response.status_code == 404, (route.name, one, str(persona))
                    tried += 1
    assert tried > 300


def test_days_and_years_that_do_not_exist_are_not_found(here):  # noqa: F811
    office = here.clients[PERSONAS[0]]

    for path in ("/calendar/1999/", "/calendar/1999/days.csv", "/calendar/2026/13/1/", "/calendar/2026/2/30/"):
        assert office.get(path).status_code == 404, path


@pytest.mark.django_db
def test_view_that_declares_no_rule_is_refused_even_to_the_office():
    request = RequestFactory().get("/")
    request.user = person("office")

    with pytest.raises(UndeclaredView):
        DenyByDefaultMiddleware(lambda request: None).process_view(request, View.as_view(), (), {})


@pytest.mark.django_db
def test_rule_that_a_person_holds_nowhere_is_refused_before_the_view_runs():
    class Never(View):
        rule = Permission.PLAN_DECIDE

    request = RequestFactory().get("/")
    request.user = person("office")

    with pytest.raises(PermissionDenied):
        DenyByDefaultMiddleware(lambda request: None).process_view(request, Never.as_view(), (), {})
