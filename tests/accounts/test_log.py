"""What the log says of a refused request: one line, for a refusal is nothing broken."""

import io
import logging

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.test import Client
from django.urls import include, path, reverse
from django.views.generic import View

from config import urls
from core.refusals import NotAllowed
from core.rules import PUBLIC
from tests.accounts.builders import sign_in
from tests.inspections.builders import add_finding, on_site_round


class Refusing(View):
    rule = PUBLIC
    error = None

    def get(self, request):
        raise self.error

    post = get


urlpatterns = [
    path("denied/", Refusing.as_view(error=PermissionDenied("3 lacks plan.edit"))),
    path("not-allowed/", Refusing.as_view(error=NotAllowed("The proposer never approves."))),
    path("absent/", Refusing.as_view(error=Http404("no such thing"))),
    path("suspicious/", Refusing.as_view(error=SuspiciousOperation("forged\nGET /suspicious/ 200"))),
    path("broken/", Refusing.as_view(error=ZeroDivisionError("ours"))),
    path("", include("config.urls")),
]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.test_log")]


@pytest.fixture
def log(monkeypatch):
    """The product's own handler, as set up from the settings, writing here."""
    handler = next(one for one in logging.getLogger().handlers if one.get_name() == "console")
    monkeypatch.setattr(handler, "stream", io.StringIO())
    return lambda: handler.stream.getvalue().splitlines()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("/denied/", 403),
        ("/not-allowed/", 403),
        ("/absent/", 404),
        ("/nowhere/", 404),
        ("/suspicious/", 400),
    ],
)
def test_refusal_is_one_line_in_the_log(log, method, url, code):
    assert getattr(Client(), method)(url).status_code == code

    (line,) = log()
    assert url in line


def test_post_that_the_form_never_offered_is_one_line_in_the_log(client, log):
    finding = add_finding(on_site_round())
    forged = reverse("inspections:finding-confirm", args=[finding.pk])

    assert sign_in(client, finding.recorded_by).post(forged, {"content_number": 5}).status_code == 403

    (line,) = log()
    assert forged in line


def test_post_from_another_site_is_one_line_in_the_log(log):
    assert Client(enforce_csrf_checks=True).post("/denied/").status_code == 403

    (line,) = log()
    assert "CSRF" in line


def test_host_that_is_none_is_one_line_in_the_log(log):
    assert Client(headers={"host": "evil example"}).get("/sign-in/").status_code == 400

    (line,) = log()
    assert "evil example" in line


def test_what_is_broken_is_told_in_full(log):
    assert Client(raise_request_exception=False).get("/broken/").status_code == 500

    assert any("Traceback" in line for line in log())
    assert log()[-1] == "ZeroDivisionError: ours"
