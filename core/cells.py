"""What stands in a cell of a table, told in small shapes, and the one place that makes HTML or plain text of it.

A cell is None, a text, a number, a day, a `core.shapes.Badge` or `Button`, one of the shapes below, or a tuple of any
of these, which then stand beside each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from core import parts
from core.clauses import clause_words
from core.day_words import day_in_list
from core.escaped import escaped
from core.shapes import Badge, Button, Picture, Words

DASH = "—"


@dataclass(frozen=True)
class Link:
    """A text that leads to `url`; without one it is the text alone. `number` heads it on a phone, where the column of
    numbers is not shown; `full` is what a shortened text was, shown to whoever points at it and told to files."""

    text: Words
    url: str
    number: Any = ""
    icon: str = ""
    full: str = ""


@dataclass(frozen=True)
class Soft:
    """Quieter words beside the others."""

    text: Words


@dataclass(frozen=True)
class Desk:
    """What a phone has no room for, and nobody misses there: the ordinary state of a row."""

    text: Words


@dataclass(frozen=True)
class Under:
    """Quieter words in a line of their own, below the others; their line breaks are kept."""

    text: Words
    is_code: bool = False


@dataclass(frozen=True)
class Code:
    """An id or a number that is compared sign by sign."""

    text: str


@dataclass(frozen=True)
class Prose:
    """A text with its line breaks."""

    text: str


@dataclass(frozen=True)
class Strong:
    text: Words


@dataclass(frozen=True)
class Marked:
    """A text in pieces, each with whether it is marked: what another text does not have. Line breaks are kept."""

    of: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Due:
    """A due date as due_date.html shows it; `of` may be None. Brief: the sum only as a title."""

    of: Any
    brief: bool = True


@dataclass(frozen=True)
class Fold:
    """Words that open on a click; files say them in a column of their own, or not at all."""

    label: Words
    text: str


@dataclass(frozen=True)
class Light:
    """normal, near, overdue, done, or anything else for not started; `label` where the usual word does not fit."""

    signal: str
    label: Words = ""


@dataclass(frozen=True)
class Clause:
    code: str


@dataclass(frozen=True)
class Tick:
    """A box that chooses the row for the form with the id `bulk`."""

    name: str
    value: Any
    label: Words
    is_on: bool = False


@dataclass(frozen=True)
class Lines:
    """Each in a line of its own."""

    of: Sequence[Any]


@dataclass(frozen=True)
class Pictures:
    """Small pictures beside each other; `more` is how many are left out."""

    of: Sequence[Picture]
    more: int = 0


def html_of(told: Any) -> str:
    """The inside of a cell, escaped; "" of nothing."""
    write = _WRITERS.get(type(told))
    if write is not None:
        return write(told)
    # Kinds of those above: a named tuple, an instant.
    kind = next((kind for kind in (tuple, date) if isinstance(told, kind)), None)
    return conditional_escape(told) if kind is None else _WRITERS[kind](told)


def _soft(told: Soft) -> str:
    return SafeString(f'<small class="x-soft">{escaped(told.text)}</small>')


def _desk(told: Desk) -> str:
    return SafeString(f'<span class="x-desk">{escaped(told.text)}</span>')


def _under(told: Under) -> str:
    code = ' class="x-mono"' if told.is_code else ""
    return SafeString(f"<div><small{code}>{escaped(told.text)}</small></div>")


def _code(told: Code) -> str:
    return SafeString(f'<span class="x-mono">{escaped(told.text)}</span>')


def _strong(told: Strong) -> str:
    return SafeString(f"<strong>{escaped(told.text)}</strong>")


def _tick(told: Tick) -> str:
    name, value, label = map(escaped, (told.name, told.value, told.label))
    checked = " checked" if told.is_on else ""
    return SafeString(
        f'<input type="checkbox" class="form-check-input" form="bulk" name="{name}" value="{value}" '
        f'aria-label="{label}"{checked}>'
    )


def _lines(told: Lines) -> str:
    return SafeString("".join(f"<div>{html_of(each)}</div>" for each in told.of))


def _time(told: date) -> str:
    return SafeString(f'<time datetime="{told.isoformat()}">{escaped(day_in_list(told))}</time>')


def _beside(told: tuple[Any, ...]) -> str:
    """What stands in one line. A link beside plain words is underlined: colour alone does not tell it from them."""
    line = SafeString(" ".join(filter(None, map(html_of, told))))
    has_link = any(isinstance(each, Link) and each.url for each in told)
    if has_link and any(isinstance(each, Soft | str) for each in told):
        return SafeString(f'<span class="x-beside">{line}</span>')
    return line


def _marked(told: Marked) -> str:
    return SafeString("".join(_piece(text, is_marked) for text, is_marked in told.of))


def _piece(text: str, is_marked: bool) -> str:  # noqa: FBT001  as the shape holds it
    lines = linebreaksbr(text)
    return f"<mark>{lines}</mark>" if is_marked else lines


def _link(link: Link) -> str:
    numbered = f'<span class="x-phone">{escaped(link.number)}. </span>' if link.number else ""
    text = escaped(link.text)
    if not link.url:
        return SafeString(f"{numbered}{text}")
    pictured = parts.icon(link.icon) if link.icon else ""
    titled = f' title="{escaped(link.full)}"' if link.full and link.full != link.text else ""
    return SafeString(f'<a href="{escaped(link.url)}"{titled}>{pictured}{numbered}{text}</a>')


def _pictures(told: Pictures) -> str:
    if not told.of:
        return SafeString("")
    more = f'<small class="x-soft">+{told.more}</small>' if told.more else ""
    return SafeString(f'<span class="x-shots-row">{"".join(map(parts.picture, told.of))}{more}</span>')


# By what a cell is told in. Of what is said nowhere else the parts of a page know how it looks (core.parts).
_WRITERS: dict[type, Callable[[Any], str]] = {
    str: escape,
    type(None): lambda told: "",
    int: str,
    tuple: _beside,
    Link: _link,
    Badge: lambda told: parts.badge(told.label, told.tone),
    Soft: _soft,
    Desk: _desk,
    Under: _under,
    Code: _code,
    Prose: lambda told: linebreaksbr(told.text),
    Strong: _strong,
    Marked: _marked,
    Due: lambda told: parts.due_date(told.of, brief=told.brief),
    Fold: lambda told: parts.fold(told.label, told.text),
    Light: lambda told: parts.light(told.signal, told.label),
    Clause: lambda told: parts.clause(told.code),
    Button: parts.small_button,
    Tick: _tick,
    Lines: _lines,
    Pictures: _pictures,
    date: _time,
}


# Nothing is told in these but what they are.
_BARE = {str, int, float, date, datetime, Decimal, type(None)}


def value_of(told: Any) -> Any:
    """The same for a file: days and numbers stay such, all else is text; what is done with a row is left out."""
    if type(told) in _BARE:
        return told
    match told:
        case Badge(label) | Light(_, label) if label:
            return str(label)
        case Light(signal):
            return str(parts.signal_word(signal))
        case Link(full=full) if full:
            return full
        case Link(text) | Soft(text) | Desk(text) | Under(text) | Code(text) | Prose(text) | Strong(text):
            return value_of(text)
        case Marked(of):
            return "".join(text for text, _is_marked in of)
        case Due(of):
            return of.due_on if of else ""
        case Clause(code):
            return clause_words(code)
        case Button() | Tick() | Fold() | Pictures():
            return ""
        case Lines(of):
            return "\n".join(str(plain(each)) for each in of)
        case tuple():
            return " ".join(str(words) for words in map(plain, told) if words not in ("", None))
    return str(told)


def plain(told: Any) -> Any:
    """The same as text, days as lists show them; numbers stay numbers, None is empty."""
    return day_in_list(value_of(told))
