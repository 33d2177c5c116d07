"""PostgreSQL: foreign keys are proved by one join at the end instead of a look-up for each row, indexes are built from
sorted rows instead of grown, and rows come in by COPY. Primary keys and whatever is unique stay as they are."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import models

_ROWS = 10_000
# Whether they are deferred is in their definition.
_FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY conrelid, conname
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY(%s::regclass[]) AND NOT indisunique ORDER BY indrelid, indexrelid
"""
# Memory for sorting an index and for the joins that prove foreign keys, of this transaction alone.
_MEMORY = "SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL work_mem = '64MB'"


@contextmanager
def lightened(connection: Any, tables: list[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(_MEMORY)
        # A table cannot be altered while something of it is still to be looked at.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_FOREIGN_KEYS, [tables])
        keys = cursor.fetchall()
        cursor.execute(_INDEXES, [tables])
        indexes = cursor.fetchall()
        for table, name, _definition in keys:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        for _name, definition in indexes:
            cursor.execute(definition)
        # Without figures the joins below, and all that is asked later, are planned as for the few rows there were.
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")
        for table, name, definition in keys:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def load(connection: Any, rows: Iterable[models.Model], model: type[models.Model]) -> int:
    """In portions: what reads the rows from the same connection cannot go on while it copies."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in fields)
    sql = f"COPY {name(model._meta.db_table)} ({columns}) FROM STDIN"
    rows, stored = iter(rows), 0
    while chunk := list(islice(rows, _ROWS)):
        with connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in chunk:
                copy.write_row([field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields])
        stored += len(chunk)
    return stored
