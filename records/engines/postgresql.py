from contextlib import contextmanager

from django.db import transaction

from records.engines.tables import APPEND_ONLY


def install(cursor) -> None:
    cursor.execute(
        "CREATE OR REPLACE FUNCTION records_append_only() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION 'append-only table %', TG_TABLE_NAME; END; $$ LANGUAGE plpgsql"
    )
    for table in APPEND_ONLY:
        cursor.execute(
            f"CREATE OR REPLACE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION records_append_only()"
        )
        cursor.execute(
            f"CREATE OR REPLACE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION records_append_only()"
        )


def missing(cursor) -> list[str]:
    """Names of triggers that should be there and are not, or are switched off."""
    cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
    present = {row[0] for row in cursor.fetchall()}
    wanted = [f"{table}_{suffix}" for table in APPEND_ONLY for suffix in ("rows", "truncate")]
    return [name for name in wanted if name not in present]


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
