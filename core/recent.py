"""What a person opened last: kinds and keys alone, in a signed cookie of his browser.

Looking at a page so writes nothing into the database, neither a session nor a row of its own. The cookie tells no
name, counts for him alone, and what is no longer his to see is left out when it is shown.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from core.access import Person
from core.search_box import KINDS, Hit, kinds_for

COOKIE = "recent"
MOST = 8
# Seconds.
KEPT = 30 * 24 * 60 * 60


def remember(request: HttpRequest, response: HttpResponseBase, thing: Any) -> None:
    """Put the thing before those that were opened earlier, where it is of a kind that is searched."""
    name = str(thing._meta.model_name)
    if not any(kind.name == name for kind in KINDS):
        return
    opened = _opened(request)
    if opened[:1] == [(name, thing.pk)]:
        return
    kept = [(name, thing.pk), *(one for one in opened if one != (name, thing.pk))][:MOST]
    response.set_signed_cookie(
        COOKIE, " ".join(f"{name}:{key.hex}" for name, key in kept), salt=_salt(request), max_age=KEPT,
        httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def recent(request: HttpRequest, user: Person) -> list[Hit]:
    """The last ones that he may still see, the latest first. One query for each kind among them."""
    opened = _opened(request)
    hits: dict[tuple[str, UUID], Hit] = {}
    for kind in kinds_for(user):
        if keys := [key for name, key in opened if name == kind.name]:
            hits |= {(kind.name, thing.pk): kind.hit(thing) for thing in kind.rows(user).filter(pk__in=keys)}
    return [hits[one] for one in opened if one in hits]


def _salt(request: HttpRequest) -> str:
    return f"{COOKIE}-{request.user.pk}"


def _opened(request: HttpRequest) -> list[tuple[str, UUID]]:
    told = request.get_signed_cookie(COOKIE, default="", salt=_salt(request), max_age=KEPT) or ""
    return [(name, UUID(key)) for name, _colon, key in (one.partition(":") for one in told.split())]
