"""What people and programs put where a number, a day, a choice or a word is meant, and the doors it is tried at."""

from contextlib import contextmanager
from copy import deepcopy
from datetime import date

from django.db import transaction
from django.urls import reverse

from core.days import FIRST_DAY, LAST_DAY
from core.filters import ListFilter
from desk.access.expected import OK, PUBLIC, ROWS, expected
from desk.access.matrix import _brought_on, _typed, arguments, writer_of
from desk.access.people import PERSONAS
from desk.access.routes import routes

# Each was once answered with a 500 somewhere, or is the neighbour of one that was.
ODD = (
    "²", "①", "３", "٣", "-5", "0", "1.5", "10000", "1e9", "1e999999", "NaN", "9" * 20, "9" * 5000, "-" + "9" * 20,
    "0001-01-01", "9999-12-31", "2026-02-30", "20260101", "unknown", "None", "", " ", "a\0b", "\0", "%", "_", "'\"\\",
    "x" * 60_000, "\u202e﷽", "00000000-0000-0000-0000-000000000000",
)  # fmt: skip
# The ends of the calendar, which a form refuses, and the ends of what it lets through: whatever is reckoned from a day
# must stay within the calendar.
FARTHEST = ("0001-01-01", "9999-12-31", FIRST_DAY.isoformat(), LAST_DAY.isoformat())
# What views read from the address without a filter or a form.
RAW = (
    "page", "q", "export", "unit", "subdistrict", "from_on", "to_on", "topic", "finding", "show", "back", "n", "all",
    "paper", "next",
)  # fmt: skip
# These tell one form from another; odd ones are tried on their own.
_HIDDEN = {"once_key", "version"}


def filters() -> list[type[ListFilter]]:
    """Every filter of the house, those built on another one too."""

    def below(found):
        return [found, *(each for kind in found.__subclasses__() for each in below(kind))]

    return [each for each in below(ListFilter) if each._meta.model is not None]


KEYS = sorted({*RAW, *(key for each in filters() for key in each.base_filters)})


def rotated(names, turn: int) -> dict[str, str]:
    """Each name with an odd value of its own, another one every turn."""
    return {name: ODD[(turn + 7 * place) % len(ODD)] for place, name in enumerate(names)}


def reader_of(route):
    """Who opens the page: the first whom its row lets in; whoever has no account, where everybody may."""
    if route.name in PUBLIC:
        return PERSONAS[-1]
    return next((one for one in PERSONAS if expected(route.name, "GET", one) == OK), None)


def pages() -> list:
    """Routes that answer a GET to somebody. `/ready/` reads nothing, and says by a 503 that there is no worker."""
    return [route for route in routes() if route.name != "ready" and reader_of(route) is not None]


def posted() -> list:
    """Routes of forms and buttons, with whoever may send them."""
    return [route for route in routes() if route.name in ROWS and writer_of(route) is not None]


def get(here, route, query) -> int:
    persona = reader_of(route)
    with signed_in(here, persona) as client, undone():
        return status_of(client.get(_address(here, route, persona), query))


def post(here, route, change) -> int:
    """The form as it is filled in properly, then changed by `change(typed)`; 0 where that changes nothing."""

    persona = writer_of(route)
    with signed_in(here, persona) as client, undone():
        brought = _brought_on(here, route)
        typed = dict(_typed(brought, route, persona))
        changed = change(typed)
        return status_of(client.post(_address(brought, route, persona), typed | changed)) if changed else 0


def _address(here, route, persona) -> str:
    return reverse(route.name, kwargs=arguments(here, route, persona))


@contextmanager
def undone():
    """Whatever requests do in the block is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def signed_in(here, persona):
    """His browser, which is signed in again afterwards: a new password or a signing out has changed its cookies."""
    client = here.clients[persona]
    cookies = deepcopy(client.cookies)
    try:
        yield client
    finally:
        client.cookies = cookies


def status_of(response) -> int:
    """The status, once all of the answer was read."""
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def days_of(typed) -> list[str]:
    return [name for name, value in typed.items() if isinstance(value, str) and _is_day(value)]


def words_of(typed) -> list[str]:
    return [name for name, value in typed.items() if isinstance(value, str) and name not in _HIDDEN]


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False
