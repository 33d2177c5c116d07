from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from records.engines.tables import APPEND_ONLY

_BODY = "BEGIN RAISE EXCEPTION 'append-only table %', TG_TABLE_NAME; END;"
_WHEN = {"rows": "BEFORE UPDATE OR DELETE ON {} FOR EACH ROW", "truncate": "BEFORE TRUNCATE ON {} FOR EACH STATEMENT"}


def install(cursor) -> None:
    cursor.execute(f"CREATE OR REPLACE FUNCTION records_append_only() RETURNS trigger AS $${_BODY}$$ LANGUAGE plpgsql")
    for table in APPEND_ONLY:
        for suffix, when in _WHEN.items():
            cursor.execute(
                f"CREATE OR REPLACE TRIGGER {table}_{suffix} {when.format(table)} "
                "EXECUTE FUNCTION records_append_only()"
            )
            # An ordinary one sleeps in a session that calls itself a replica.
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{suffix}")


def missing(cursor) -> list[str]:
    """Names of triggers that should be there and are not, are switched off, or do something else."""
    cursor.execute(
        "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
        "WHERE NOT tgisinternal AND tgenabled = 'A' AND prosrc = %s",
        [_BODY],
    )
    present = {row[0] for row in cursor.fetchall()}
    wanted = [f"{table}_{suffix}" for table in APPEND_ONLY for suffix in _WHEN]
    return [name for name in wanted if name not in present]


def highest_id(cursor) -> int:
    """Of the events that are there; 0 for none."""
    cursor.execute("SELECT COALESCE(MAX(id), 0) FROM core_auditevent")
    return cursor.fetchone()[0]


def lost_ids(cursor, above: int) -> Iterator[tuple[int, int]]:
    """Nothing can be told: what is rolled back keeps its ids, so a gap is no sign. The journal is asked instead."""
    return iter(())


@contextmanager
def snapshot(connection):
    """All that is read inside is of one moment."""
    with transaction.atomic(using=connection.alias, durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def lock(cursor, tables) -> None:
    """Until the commit nobody else writes into these tables. Raises OperationalError after 30 seconds of waiting."""
    cursor.execute("SET LOCAL lock_timeout = '30s'")
    cursor.execute(f"LOCK TABLE {', '.join(tables)} IN EXCLUSIVE MODE")
