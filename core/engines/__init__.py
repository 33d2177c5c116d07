"""The index of pairs of signs, one module for each engine (DESIGN §6)."""

from types import ModuleType

from core.engines import postgresql, sqlite
from core.engines.table import Table

__all__ = ["Table", "engine"]

_MODULES = {"sqlite": sqlite, "postgresql": postgresql}


def engine(vendor: str) -> ModuleType:
    """`install(cursor, tables)`, `missing(cursor, tables)`, `rebuild(cursor, table)`, `wrong(cursor, table, most)` and
    `condition(alias, key, table, words)`, a piece of SQL with its parameters; `deciding(words)`, the signs that decide
    how that piece reads; `keys(sql)`, `one_of` and `each_of(column, kind)`, how keys are read as one text and compared
    with it."""
    return _MODULES[vendor]
