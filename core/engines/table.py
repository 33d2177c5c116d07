"""What an engine is told of a searched table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """`key` is the column of its primary key, `columns` those in which words are looked for."""

    name: str
    key: str
    columns: tuple[str, ...]
