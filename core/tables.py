"""A table is described by its columns; its row is compiled once and filled for each thing."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from core.cells import DASH, Link, html_of
from core.day_words import day_in_list
from core.escaped import escaped
from core.shapes import Words

# What a column is for, as classes of static/css/tables.css.
_CLASSES = {"": "", "num": "x-num", "date": "x-date", "tight": "x-tight", "act": "x-tight x-act", "tick": "x-tick"}
# Columns without a word in the head that is seen, and without a dash where a row has nothing.
_TOOLS = ("act", "tick")


@dataclass(frozen=True)
class Column:
    """`tell(thing, today)` gives what stands in the cell (core.cells); None and "" print a dash. `kind` is "", num,
    date, tight (no wider than its words), act (what may be done with the row) or tick (the box that chooses it).
    `is_link` leads to the thing. The title heads the card of a phone: the first column where none says it is it. A
    column that is `is_desk_only` is not shown on a phone; one that is `is_named` bears its label in the lists there,
    where the others go without. All but act and tick stand in files too, as text, in a column of `width` characters
    (0: the usual one).

    `same(thing)` is what the cell is told by, where that is little and many rows share it: things of which it gives
    the same have one cell, which is made once for the whole table."""

    label: Words
    tell: Callable[[Any, date], Any]
    kind: str = ""
    is_link: bool = False
    is_title: bool = False
    is_desk_only: bool = False
    is_named: bool = False
    width: int = 0
    same: Callable[[Any], Hashable] | None = None

    @property
    def is_tool(self) -> bool:
        return self.kind in _TOOLS


@dataclass(frozen=True)
class Table:
    """Of templates/_components/table.html: head and body are HTML already; without rows the body is empty."""

    caption: Words
    head: SafeString
    body: SafeString


def table_of(
    caption: Words, columns: Sequence[Column], things: Iterable[Any], today: date, *, is_list: bool = False
) -> Table:
    """`is_list`: of a described list, whose page is to stay small (DESIGN §8): its cards name the named columns alone,
    and its days are plain text."""
    row = _row_of(columns, is_list=is_list)
    cells = [_cell_of(column, today, is_list=is_list) for column in columns]
    rows = (row.format(*[part for cell in cells for part in cell(thing)]) for thing in things)
    return Table(caption, SafeString("".join(map(_head, columns))), SafeString("\n".join(rows)))


def _head(column: Column) -> str:
    kind, said = _CLASSES[column.kind], escaped(column.label)
    classes = f' class="{kind}"' if kind else ""
    shown = f'<span class="visually-hidden">{said}</span>' if column.is_tool else said
    return f'<th scope="col"{classes}>{shown}</th>'


def _row_of(columns: Sequence[Column], *, is_list: bool) -> str:
    """The row as a pattern with two places for each cell: whether there is nothing in it, and what is."""
    has_title = any(column.is_title for column in columns)
    opened = []
    for index, column in enumerate(columns):
        is_title = column.is_title or (not has_title and index == 0)
        classes = [
            _CLASSES[column.kind], "x-card-title" if is_title else "", "x-desk" if column.is_desk_only else "",
            "x-named" if column.is_named else "",
        ]  # fmt: skip
        joined = " ".join(filter(None, classes))
        classed = f' class="{joined}"' if joined else ""
        named = f' data-label="{escaped(column.label)}"' if column.is_named or not is_list else ""
        opening = f"<td{classed}{named}"
        opened.append(opening.replace("{", "{{").replace("}", "}}") + "{}>{}</td>")
    return f"<tr>{''.join(opened)}</tr>"


# Whether there is nothing in a cell, which a phone then leaves out, and what is in it.
_Cell = tuple[str, str]


def _cell_of(column: Column, today: date, *, is_list: bool) -> Callable[[Any], _Cell]:
    """What makes the cells of a column."""
    tell, nothing = column.tell, ("", "") if column.is_tool else (" data-none", DASH)

    def made(thing: Any) -> _Cell:
        told = tell(thing, today)
        if told is None or told in ("", ()):
            return nothing
        if column.is_link:
            told = Link(told, thing.get_absolute_url())
        elif is_list and isinstance(told, date):
            return "", day_in_list(told)
        return "", html_of(told)

    return made if column.same is None else _made_once(made, column.same)


def _made_once(made: Callable[[Any], _Cell], same: Callable[[Any], Hashable]) -> Callable[[Any], _Cell]:
    known: dict[Hashable, _Cell] = {}

    def found(thing: Any) -> _Cell:
        key = same(thing)
        if key not in known:
            known[key] = made(thing)
        return known[key]

    return found
