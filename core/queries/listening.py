"""Whether the database is asked anything meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


class Heard:
    anything = False

    def __call__(self, execute: Callable, *args: Any) -> Any:
        self.anything = True
        return execute(*args)


@contextmanager
def listening() -> Iterator[Heard]:
    """`with listening() as heard:` — `heard.anything` tells it afterwards."""
    heard = Heard()
    with connection.execute_wrapper(heard):
        yield heard
