"""PostgreSQL: a generated column with the pairs as lexemes, under a GIN index. Django knows nothing of it and so never
reads it; no extension is needed, and no parser of languages touches it."""

import re
from collections.abc import Sequence
from typing import Any

from core.engines.table import Table

# The last sign stands in a pair with what the column's end is told by. UPPER, as the comparison that follows has it.
_PAIRS = """
CREATE OR REPLACE FUNCTION core_pairs(told text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE signs text[] := string_to_array(upper(told), NULL);
BEGIN
  RETURN array_to_tsvector(array(SELECT a || b FROM unnest(signs, signs[2:]) AS pair(a, b) WHERE b IS NOT NULL));
END $$
"""
_ASKED = r"""
CREATE OR REPLACE FUNCTION core_pairs_asked(words text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE signs text[] := string_to_array(upper(words), NULL);
BEGIN
  IF cardinality(signs) = 1 THEN
    RETURN ('''' || replace(replace(signs[1], '\', '\\'), '''', '''''') || ''':*')::tsquery;
  END IF;
  RETURN (SELECT string_agg('''' || replace(replace(a || b, '\', '\\'), '''', '''''') || '''', ' & ')::tsquery
          FROM unnest(signs, signs[2:]) AS pair(a, b) WHERE b IS NOT NULL);
END $$
"""
_DEFINED = """
SELECT relname, pg_get_expr(adbin, adrelid) FROM pg_attribute
JOIN pg_class ON pg_class.oid = attrelid JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attname = 'pairs' AND NOT attisdropped AND pg_table_is_visible(attrelid) AND relname = ANY(%s)
"""


def _told(columns: Sequence[str]) -> str:
    """All texts of the row, the end of each told by a new line."""
    return " || ".join(f"coalesce({column}, '') || chr(10)" for column in columns)


def install(cursor: Any, tables: Sequence[Table]) -> None:
    cursor.execute(_PAIRS)
    cursor.execute(_ASKED)
    for table in missing(cursor, tables):
        rebuild(cursor, table)


def missing(cursor: Any, tables: Sequence[Table]) -> list[Table]:
    """Tables without the column, or with one of other texts."""
    cursor.execute(_DEFINED, [[table.name for table in tables]])
    there = dict(cursor.fetchall())
    return [table for table in tables if _columns_in(there.get(table.name, "")) != table.columns]


def _columns_in(definition: str) -> tuple[str, ...]:
    """The engine words an expression anew, but the columns stand in it in their order."""
    return tuple(re.findall(r"COALESCE\(\(?(\w+)", definition))


def rebuild(cursor: Any, table: Table) -> None:
    name = table.name
    cursor.execute(f"ALTER TABLE {name} DROP COLUMN IF EXISTS pairs")
    cursor.execute(
        f"ALTER TABLE {name} ADD COLUMN pairs tsvector GENERATED ALWAYS AS (core_pairs({_told(table.columns)})) STORED"
    )
    # What is written stands in the index at once: a list of what is still to be entered would be read by every search.
    cursor.execute(f"CREATE INDEX {name}_pairs ON {name} USING gin (pairs) WITH (fastupdate = off)")
    cursor.execute(f"ANALYZE {name} (pairs)")


def wrong(cursor: Any, table: Table, most: int) -> list[str]:
    """Keys of rows whose pairs are none of theirs: made by another function than that of today."""
    right = f"core_pairs({_told(table.columns)})"
    cursor.execute(f"SELECT {table.key}::text FROM {table.name} WHERE pairs <> {right} LIMIT {int(most)}")  # noqa: S608
    return [key for (key,) in cursor.fetchall()]


def keys(sql: str) -> str:
    """The keys that a statement finds, as one text."""
    return f"ARRAY({sql})::text"


def one_of(column: str, kind: str) -> str:
    """Whether the column is one of the keys so told."""
    return f"{column} = ANY(%s::{kind}[])"


def each_of(column: str, kind: str) -> str:
    """The same where the rows shall be found by these keys, whatever else the planner could do: of an array that is
    still to be read it expects ten."""
    return f"{column} = ANY(ARRAY(SELECT unnest(%s::{kind}[])))"


def condition(alias: str, key: str, table: str, words: str) -> tuple[str, list[Any]]:
    return f"{alias}.pairs @@ core_pairs_asked(%s)", [words]


def deciding(words: str) -> str:
    """What is longer reads alike."""
    return words[:3]
