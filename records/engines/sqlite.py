from collections.abc import Iterator
from contextlib import contextmanager

from records.engines.tables import APPEND_ONLY

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'append-only table'); END"


def _wanted() -> dict[str, str]:
    """Every trigger by its name, with the words SQLite keeps of it.

    REPLACE deletes the rows it collides with, and fires no trigger of theirs; so who inserts is asked whether he
    collides.
    """
    found = {}
    for table, keys in APPEND_ONLY.items():
        for action in ("UPDATE", "DELETE"):
            found[f"{table}_no_{action.lower()}"] = f"BEFORE {action} ON {table} {_REFUSE}"
        there = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {_equal(key)})" for key in keys)  # noqa: S608
        found[f"{table}_no_replace"] = f"BEFORE INSERT ON {table} WHEN {there} {_REFUSE}"
    return {name: f"CREATE TRIGGER {name} {words}" for name, words in found.items()}


def _equal(key: tuple[str, ...]) -> str:
    return " AND ".join(f"{column} = NEW.{column}" for column in key)


def install(cursor) -> None:
    for name, words in _wanted().items():
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(words)


def missing(cursor) -> list[str]:
    """Names of triggers that should be there and are not, or do something else."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    present = dict(cursor.fetchall())
    return [name for name, words in _wanted().items() if present.get(name) != words]


def highest_id(cursor) -> int:
    """Of those ever given to an event, whether it is there or not; 0 for none."""
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'core_auditevent'")
    return (cursor.fetchone() or (0,))[0]


def lost_ids(cursor, above: int) -> Iterator[tuple[int, int]]:
    """First and last of each run of ids above this one that were given to events which are gone.

    What is rolled back gives its ids back, so every id up to the highest ever given has its row.
    """
    # Before the rows: an event that comes meanwhile has its row by the time they are read.
    highest = highest_id(cursor)
    cursor.execute(
        "SELECT before + 1, id - 1 FROM (SELECT id, LAG(id, 1, %s) OVER (ORDER BY id) AS before "
        "FROM core_auditevent WHERE id > %s) WHERE id > before + 1",
        [above, above],
    )
    yield from cursor.fetchall()
    cursor.execute("SELECT COALESCE(MAX(id), 0) FROM core_auditevent")
    last = max(above, cursor.fetchone()[0])
    if highest > last:
        yield last + 1, highest


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
