"""What each engine does to take a great many rows at once, for the twins of the demo alone."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from django.db import connection, models

from desk.demo.engines import postgresql, sqlite

_ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def lightened(tables: Iterable[type[models.Model]]) -> AbstractContextManager[None]:
    """These tables without what is dear row by row and cheap once at the end. Inside a transaction."""
    return _ENGINES[connection.vendor].lightened(connection, [model._meta.db_table for model in tables])


def load(rows: Iterable[models.Model], model: type[models.Model]) -> int:
    """Store new rows without keys of their own; returns how many."""
    return _ENGINES[connection.vendor].load(connection, rows, model)
