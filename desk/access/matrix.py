"""The whole matrix: every route, method and persona, what was decided beside what a real request got."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import astuple, dataclass

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from desk.access import people, world
from desk.access.expected import FORBIDDEN, HIDDEN, METHOD, OK, PUBLIC, ROWS, SIGN_IN, UNANSWERED, expected
from desk.access.payloads import payload
from desk.access.people import FOREIGN, OWN, PERSONAS, Persona
from desk.access.routes import Route, routes

logger = logging.getLogger(__name__)

METHODS = ("GET", "POST", UNANSWERED)
HEADER = ("url_name", "method", "role", "relation", "expected", "actual")
NO_ROW, ERROR = "no_row", "error"
_BY_STATUS = {403: FORBIDDEN, 404: HIDDEN, 405: METHOD}
# Who fills a form in for everybody: the first of these whom the row lets in.
_WRITERS = (
    "leader", "office", "committee", "principal", "clerk", "system_admin", "member", "audit_admin", "security_admin",
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    url_name: str
    method: str
    role: str
    relation: str
    expected: str
    actual: str

    @property
    def is_right(self) -> bool:
        return self.expected == self.actual

    def cells(self) -> tuple:
        return astuple(self)


@contextmanager
def standing_world():
    """The world with every persona signed in, for as long as the block lasts; nothing of it is left behind.

    Everything happens in one transaction that is rolled back, so that no hook of a commit runs and nothing is sent;
    files go to a folder that is thrown away.
    """
    with (
        tempfile.TemporaryDirectory(prefix="xuncha-access-") as folder,
        override_settings(STORAGES=_storages(folder), ALLOWED_HOSTS=["testserver"]),
        _quiet(),
        transaction.atomic(),
    ):
        here = world.build()
        here.clients = {persona: _signed_in(here.users.get(persona.account)) for persona in PERSONAS}
        people.deactivate(here)
        here.typed = {}
        try:
            yield here
        finally:
            transaction.set_rollback(True)


@contextmanager
def _quiet():
    """Thousands of refusals are the point, and no news; what breaks is still told."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)


def _storages(folder) -> dict:
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return settings.STORAGES | {"default": kept, "staticfiles": static}


def _signed_in(user) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def results(here, *, only=None) -> Iterator[Result]:
    """One row a route, method and persona; `only` may pick routes by name."""
    for route in routes():
        if only is None or only(route.name):
            yield from _of_route(here, route)


def _of_route(here, route: Route) -> Iterator[Result]:
    row = ROWS.get(route.name)
    if row is None and route.name not in PUBLIC:
        yield Result(route.name, "", "", "", NO_ROW, "")
        return
    for method in METHODS:
        for persona in PERSONAS:
            wanted = expected(route.name, method, persona)
            yield Result(route.name, method, persona.role, persona.relation, wanted, ask(here, route, method, persona))


def ask(here, route: Route, method: str, persona: Persona) -> str:
    """The class of what the request got; whatever it did is undone."""
    with transaction.atomic():
        answer = classify(request(here, route, method, persona))
        transaction.set_rollback(True)
    return answer


def request(here, route: Route, method: str, persona: Persona):
    kwargs = arguments(here, route, persona)
    data = _typed(here, route) if method == "POST" else None
    client = here.clients[persona]
    cookies = deepcopy(client.cookies)
    call = getattr(client, method.lower())
    response = call(reverse(route.name, kwargs=kwargs), data) if data else call(reverse(route.name, kwargs=kwargs))
    client.cookies = cookies
    if response.streaming:
        # Read to its end it closes its file; closed by hand it would take the connection with it.
        response.read_bytes = b"".join(response.streaming_content)
    return response


def classify(response) -> str:
    status = response.status_code
    if status == 302:
        return SIGN_IN if response.headers["Location"].startswith(f"{reverse(settings.LOGIN_URL)}?next=") else OK
    if status in (200, 204, 409, 422):
        return OK
    return _BY_STATUS.get(status, f"{ERROR}_{status}")


def arguments(here, route: Route, persona: Persona) -> dict:
    """The arguments of the URL: the thing of the row as it stands to this persona."""
    if route.name in PUBLIC or not route.arguments:
        return {}
    row = ROWS[route.name]
    day = here.clock.today
    if row.thing == "year":
        return {"year": here.things["year"]}
    if row.thing == "day":
        return {"year": here.things["year"], "month": day.month, "day": min(day.day, 28)}
    return {"pk": thing_for(here, row.thing, persona).pk} | row.arguments


def thing_for(here, name: str, persona: Persona):
    """A department's own document is another than a subdistrict's; one's message is one's own."""
    if name == "message":
        return here.things[f"message_{'office' if persona.relation == FOREIGN else persona.account}"]
    bodies = {"department": "department", "copy_recipient": "body"}
    return here.things.get(f"{name}_{bodies.get(persona.role)}", here.things[name])


def _typed(here, route: Route) -> dict:
    """A form filled in by somebody whom the row lets in, the same for everybody who tries."""
    if route.name in PUBLIC:
        return {}
    known = here.typed.get(route.name)
    if known is None:
        known = here.typed[route.name] = _filled(here, route)
    for value in known.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return known


def _filled(here, route: Route) -> dict:
    entitled = {one.account: one for one in PERSONAS if one.relation == OWN}
    writers = (entitled[account] for account in _WRITERS)
    writer = next((one for one in writers if expected(route.name, "GET", one) == OK), None)
    if writer is None:
        return {}
    kwargs = arguments(here, route, writer)
    try:
        return payload(route.view, user=here.users[writer.account], kwargs=kwargs, today=here.clock.today)
    except Exception:
        # A form that cannot even be made is an error of its page, and stands in the row of its GET.
        logger.exception("The form of %s cannot be made", route.name)
        return {}
