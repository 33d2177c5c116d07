"""The whole matrix: every route, method and persona, what was decided beside what a real request got."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy, deepcopy
from dataclasses import astuple, dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from core.scenes import moments
from desk.access import people, world
from desk.access.expected import ROWS, expected
from desk.access.payloads import PASSWORD, payload
from desk.access.people import FOREIGN, PERSONAS, Persona
from desk.access.public import PUBLIC, PUBLIC_THINGS
from desk.access.routes import Route, routes
from desk.access.rows import FORBIDDEN, HIDDEN, METHOD, OK, SIGN_IN, UNANSWERED

logger = logging.getLogger(__name__)

METHODS = ("GET", "POST", UNANSWERED)
HEADER = ("url_name", "method", "role", "relation", "expected", "actual")
NO_ROW, ERROR, NO_FORM = "no_row", "error", "error_form"
_BY_STATUS = {403: FORBIDDEN, 404: HIDDEN, 405: METHOD}


class UnmakeableFormError(Exception):
    """What is to be posted is not known: whatever came back would prove nothing."""


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
        _give_passwords(here)
        here.clients = {persona: _signed_in(here.users.get(persona.account)) for persona in PERSONAS}
        people.deactivate(here)
        here.typed = {}
        try:
            yield here
        finally:
            transaction.set_rollback(True)


def _give_passwords(here) -> None:
    """One for all of them, made once, so that whoever changes his can tell the old one."""
    made = make_password(PASSWORD)
    for user in here.users.values():
        user.password = made
        user.save(update_fields=["password"])


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
    try:
        status, location = answer(here, route, method, persona)
    except UnmakeableFormError:
        return NO_FORM
    return classify(status, location, is_public=route.name in PUBLIC)


def answer(here, route: Route, method: str, persona: Persona) -> tuple[int, str]:
    """Status and location of the answer; whatever the request did is undone. Raises UnmakeableFormError."""
    with transaction.atomic():
        if method == "POST" and _may_post(route, persona):
            here = _brought_on(here, route)
        response = request(here, route, method, persona)
        transaction.set_rollback(True)
    return response.status_code, response.headers.get("Location", "")


def _may_post(route: Route, persona: Persona) -> bool:
    return expected(route.name, "POST", persona) == OK


def _brought_on(here, route: Route):
    """The world in the moment in which the verb of this route is possible (core/scenes.py)."""
    moment = moments().get(route.name)
    if moment is None or route.name in PUBLIC:
        return here
    thing = moment(here)
    brought_on = copy(here)
    brought_on.typed = {}
    if thing is not None:
        brought_on.things = here.things | {ROWS[route.name].thing: thing}
    return brought_on


def request(here, route: Route, method: str, persona: Persona):
    kwargs = arguments(here, route, persona)
    data = _typed(here, route, persona) if method == "POST" else None
    client = here.clients[persona]
    cookies = deepcopy(client.cookies)
    call = getattr(client, method.lower())
    response = call(reverse(route.name, kwargs=kwargs), data) if data else call(reverse(route.name, kwargs=kwargs))
    client.cookies = cookies
    if response.streaming:
        # Read to its end it closes its file; closed by hand it would take the connection with it.
        response.read_bytes = b"".join(response.streaming_content)
    return response


def classify(status: int, location: str = "", *, is_public: bool = False) -> str:
    """A state that forbids it (409) was reached by whoever has the right. A form that was filled in properly and is
    refused all the same (422) proves nothing of the action behind it, and is an error; the forms of public doors are
    sent empty."""
    if status == 302:
        return SIGN_IN if location.startswith(f"{reverse(settings.LOGIN_URL)}?next=") else OK
    if status in (200, 204, 409) or (status == 422 and is_public):
        return OK
    return _BY_STATUS.get(status, f"{ERROR}_{status}")


def arguments(here, route: Route, persona: Persona) -> dict:
    """The arguments of the URL: the thing of the row as it stands to this persona."""
    if route.name in PUBLIC_THINGS:
        name, fields = PUBLIC_THINGS[route.name]
        return {field: getattr(here.things[name], field) for field in fields}
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


def writer_of(route: Route) -> Persona | None:
    """Who fills the form in for those who may not: the first whom the row lets in."""
    return next((one for one in PERSONAS if _may_post(route, one)), None)


def _typed(here, route: Route, persona: Persona) -> dict:
    """His own form filled in where the row lets him in; else that of somebody who may, so that nothing but the right
    can be what refuses it."""
    if route.name in PUBLIC:
        return {}
    writer = persona if _may_post(route, persona) else writer_of(route)
    if writer is None:
        return {}
    key = (route.name, writer)
    if key not in here.typed:
        here.typed[key] = _filled(here, route, writer)
    for value in here.typed[key].values():
        if hasattr(value, "seek"):
            value.seek(0)
    return here.typed[key]


def _filled(here, route: Route, writer: Persona) -> dict:
    kwargs = arguments(here, route, writer)
    try:
        with transaction.atomic():
            return payload(route.view, user=here.users[writer.account], kwargs=kwargs, today=here.clock.today)
    except Exception as problem:
        logger.exception("The form of %s cannot be made for %s", route.name, writer)
        raise UnmakeableFormError(route.name) from problem
