"""Asking the product as a server asks it, in this process: through WSGI and every middleware, with a real session."""

import time
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts.models import User

EMPTY = "/bench-empty/"


@dataclass(frozen=True)
class Answer:
    """`first` is seconds until the first part of the body."""

    status: int
    body: bytes
    first: float


@cache
def _application():
    return get_wsgi_application()


def signed_in(user: User) -> str:
    """The cookie of a new session of his, as signing in leaves it."""
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


class Asker:
    """Somebody who is signed in."""

    def __init__(self, username: str) -> None:
        self.name = username
        self.user = User.objects.get(username=username)
        self._cookie = signed_in(self.user)

    def ask(self, path: str, *, most: int | None = None, is_part: bool = False) -> Answer:
        """GET of `path`; of its body at most `most` parts are read. `is_part`: as htmx asks for it."""
        headers = {"HTTP_HX_REQUEST": "true"} if is_part else {}
        environ = RequestFactory(HTTP_HOST="127.0.0.1", HTTP_COOKIE=self._cookie, **headers).get(path).environ
        told: list[str] = []
        began = time.perf_counter()
        answer = _application()(environ, lambda status, headers: told.append(status))
        parts, first = [], 0.0
        for number, part in enumerate(answer, 1):
            first = first or time.perf_counter() - began
            parts.append(part)
            if number == most:
                break
        answer.close()
        return Answer(int(told[0].split()[0]), b"".join(parts), first)

    def queries(self, path: str) -> tuple[Answer, list[dict]]:
        """The answer and the statements it took, each with its `sql` and `time`."""
        with CaptureQueriesContext(connection) as caught:
            answer = self.ask(path)
        return answer, caught.captured_queries


def rows_by_key(queryset, keys):
    """A function that reads these rows by raw SQL, as much of them and of what it joins as the queryset does: no
    page of them can cost less."""
    keys = list(keys)
    if not keys:
        return lambda: None
    found = queryset.model._base_manager.filter(pk__in=keys)
    found.query.select_related = queryset.query.select_related
    found.query.deferred_loading = queryset.query.deferred_loading
    sql, params = found.query.sql_with_params()

    def read():
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()

    return read


def floor(asker: Asker, read):
    """The rows and an empty view."""

    def both():
        read()
        asker.ask(EMPTY)

    return both
