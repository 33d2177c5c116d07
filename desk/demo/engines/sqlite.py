"""SQLite: a demo of many twins is not what it is for, so nothing is made light."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import models

_ROWS = 2000


@contextmanager
def lightened(connection: Any, tables: list[str]) -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def load(connection: Any, rows: Iterable[models.Model], model: type[models.Model]) -> int:
    rows, stored = iter(rows), 0
    while chunk := list(islice(rows, _ROWS)):
        stored += len(model._default_manager.bulk_create(chunk))
    return stored
