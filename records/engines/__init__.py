"""What differs by database engine, one module each (DESIGN §6)."""

from importlib import import_module

from django.db import connections

_MODULES = {"sqlite": "records.engines.sqlite", "postgresql": "records.engines.postgresql"}


def engine(using="default"):
    """This database's module: `install(cursor)`, `missing(cursor)`, `highest_id(cursor)`, `lost_ids(cursor, above)`,
    `snapshot(connection)`, `lock(cursor, tables)`."""
    return import_module(_MODULES[connections[using].vendor])


def install_triggers(sender, using, **kwargs) -> None:
    """Put the append-only triggers in place. After every migrate, since SQLite drops them when it rebuilds a table."""
    with connections[using].cursor() as cursor:
        engine(using).install(cursor)
