from contextlib import contextmanager

from records.engines.tables import APPEND_ONLY

_ACTIONS = ("UPDATE", "DELETE")


def _name(table: str, action: str) -> str:
    return f"{table}_no_{action.lower()}"


def install(cursor) -> None:
    for table in APPEND_ONLY:
        for action in _ACTIONS:
            cursor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {_name(table, action)} BEFORE {action} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'append-only table'); END"
            )


def missing(cursor) -> list[str]:
    """Names of triggers that should be there and are not."""
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    present = {row[0] for row in cursor.fetchall()}
    wanted = [_name(table, action) for table in APPEND_ONLY for action in _ACTIONS]
    return [name for name in wanted if name not in present]


@contextmanager
def snapshot(connection):
    """All that is read inside is of one moment. Begun by hand: an immediate transaction would hold up who writes."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def lock(cursor, tables) -> None:
    """Nothing to do: an immediate transaction has the only right to write."""
