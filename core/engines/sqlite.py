"""SQLite: a table of pairs beside each searched one, filled by triggers. FTS5 would need a tokenizer of its own, which
Python cannot give it, or three signs; a plain table finds a pair, or its beginning, by its primary key."""

from collections.abc import Sequence
from typing import Any

from core.engines.table import Table

# Behind every text that begins so.
_END = "\U0010ffff"
# LIKE knows the letters of ASCII alone in both cases, and so does upper() of this engine.
_UPPER = {low: low - 32 for low in range(ord("a"), ord("z") + 1)}


def _told(row: str, columns: Sequence[str]) -> str:
    """All texts of the row, the end of each told by a new line."""
    return " || ".join(f"coalesce({row}.{column}, '') || char(10)" for column in columns)


def _pairs(table: Table, row: str, rows: str = "") -> str:
    """A SELECT of every pair in this row with its key; `rows` says where rows come from that no trigger names. The
    array has one entry for each pair: nothing else here counts up to a number inside a trigger."""
    numbers = "json_each('[' || substr(replace(hex(zeroblob(length(told) - 1)), '00', ',0'), 2) || ']')"
    return (
        "SELECT DISTINCT substr(told, key + 1, 2) AS pair, own AS id "  # noqa: S608  names of tables and columns
        f"FROM (SELECT upper({_told(row, table.columns)}) AS told, {row}.{table.key} AS own {rows}), {numbers}"
    )


def _triggers(table: Table) -> dict[str, str]:
    """Every trigger by its name, with the words SQLite keeps of it."""
    name = table.name
    enter = f"INSERT OR IGNORE INTO {name}_pairs (pair, id) {_pairs(table, 'NEW')};"
    leave = f"DELETE FROM {name}_pairs WHERE (pair, id) IN ({_pairs(table, 'OLD')});"  # noqa: S608
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in (table.key, *table.columns))
    found = {
        f"{name}_pairs_in": f"AFTER INSERT ON {name} BEGIN {enter} END",
        f"{name}_pairs_out": f"AFTER DELETE ON {name} BEGIN {leave} END",
        f"{name}_pairs_on": f"AFTER UPDATE ON {name} WHEN {changed} BEGIN {leave} {enter} END",
    }
    return {trigger: f"CREATE TRIGGER {trigger} {words}" for trigger, words in found.items()}


def install(cursor: Any, tables: Sequence[Table]) -> None:
    for table in missing(cursor, tables):
        rebuild(cursor, table)


def missing(cursor: Any, tables: Sequence[Table]) -> list[Table]:
    """Tables without their triggers, which SQLite drops when it rebuilds a table, or with others."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    there = dict(cursor.fetchall())
    return [table for table in tables if any(there.get(name) != sql for name, sql in _triggers(table).items())]


def rebuild(cursor: Any, table: Table) -> None:
    name = table.name
    cursor.execute(f"DROP TABLE IF EXISTS {name}_pairs")
    cursor.execute(f"CREATE TABLE {name}_pairs (pair text, id, PRIMARY KEY (pair, id)) WITHOUT ROWID")
    for trigger, words in _triggers(table).items():
        cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        cursor.execute(words)
    cursor.execute(f"INSERT INTO {name}_pairs (pair, id) {_pairs(table, name, f'FROM {name}')}")


def wrong(cursor: Any, table: Table, most: int) -> list[str]:
    """Keys of rows that lack a pair or have one that is not theirs."""
    kept = f"SELECT pair, id FROM {table.name}_pairs"  # noqa: S608
    right = _pairs(table, table.name, f"FROM {table.name}")
    cursor.execute(
        f"SELECT DISTINCT id FROM (SELECT * FROM ({kept} EXCEPT {right}) "  # noqa: S608
        f"UNION ALL SELECT * FROM ({right} EXCEPT {kept})) ORDER BY id LIMIT {int(most)}"
    )
    return [str(key) for (key,) in cursor.fetchall()]


def keys(sql: str) -> str:
    """The keys that a statement finds, as one text."""
    return f"(WITH found(own) AS ({sql}) SELECT json_group_array(own) FROM found)"  # noqa: S608  compiled


def one_of(column: str, kind: str) -> str:
    """Whether the column is one of the keys so told."""
    return f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608  compiled


each_of = one_of


def condition(alias: str, key: str, table: str, words: str) -> tuple[str, list[Any]]:
    told = deciding(words)
    if len(told) == 1:
        return f"{key} IN (SELECT id FROM {table}_pairs WHERE pair >= %s AND pair < %s)", [told, told + _END]  # noqa: S608
    pairs = list(dict.fromkeys(told[at : at + 2] for at in range(len(told) - 1)))
    each = " INTERSECT ".join([f"SELECT id FROM {table}_pairs WHERE pair = %s"] * len(pairs))  # noqa: S608
    return f"{key} IN ({each})", pairs


def deciding(words: str) -> str:
    """Each pair is asked for once."""
    return words.translate(_UPPER)
