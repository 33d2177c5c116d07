"""What stands in a cell of a table, told in small shapes, and the one place that makes HTML or plain text of it.

A cell is None, a text, a number, a day, a `core.shapes.Badge` or `Button`, one of the shapes below, or a tuple of any
of these, which then stand beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from core import parts
from core.clauses import clause_words
from core.day_words import day_in_list
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
    # What most cells are goes first: a page has hundreds.
    if type(told) is str:
        return escape(told)
    if told is None:
        return ""
    match told:
        case Badge(label, tone):
            return parts.badge(label, tone)
        case Link():
            return _link(told)
        case Soft(text):
            return format_html('<small class="x-soft">{}</small>', text)
        case Desk(text):
            return format_html('<span class="x-desk">{}</span>', text)
        case Under(text, is_code):
            code = SafeString(' class="x-mono"' if is_code else "")
            return format_html("<div><small{}>{}</small></div>", code, text)
        case Code(text):
            return format_html('<span class="x-mono">{}</span>', text)
        case Prose(text):
            return linebreaksbr(text)
        case Strong(text):
            return format_html("<strong>{}</strong>", text)
        case Marked(of):
            return format_html_join("", "{}", ((_piece(text, is_marked),) for text, is_marked in of))
        case Due(of, brief):
            return parts.due_date(of, brief=brief)
        case Fold(label, text):
            return parts.fold(label, text)
        case Light(signal, label):
            return parts.light(signal, label)
        case Clause(code):
            return parts.clause(code)
        case Button():
            return parts.small_button(told)
        case Tick(name, value, label, is_on):
            return format_html(
                '<input type="checkbox" class="form-check-input" form="bulk" name="{}" value="{}" aria-label="{}"{}>',
                name,
                value,
                label,
                SafeString(" checked") if is_on else "",
            )
        case Lines(of):
            return format_html_join("", "<div>{}</div>", ((html_of(each),) for each in of))
        case Pictures():
            return _pictures(told)
        case tuple():
            return _beside(told)
        case date():
            return format_html('<time datetime="{}">{}</time>', told.isoformat(), day_in_list(told))
    return conditional_escape(told)


def _beside(told: tuple[Any, ...]) -> SafeString:
    """What stands in one line. A link beside plain words is underlined: colour alone does not tell it from them."""
    line = SafeString(" ".join(filter(None, map(html_of, told))))
    has_link = any(isinstance(each, Link) and each.url for each in told)
    if has_link and any(isinstance(each, Soft | str) for each in told):
        return format_html('<span class="x-beside">{}</span>', line)
    return line


def _piece(text: str, is_marked: bool) -> SafeString:  # noqa: FBT001  as the shape holds it
    lines = SafeString(linebreaksbr(text))
    return format_html("<mark>{}</mark>", lines) if is_marked else lines


def _link(link: Link) -> SafeString:
    numbered = format_html('<span class="x-phone">{}. </span>', link.number) if link.number else ""
    if not link.url:
        return format_html("{}{}", numbered, link.text)
    pictured = parts.icon(link.icon) if link.icon else ""
    titled = format_html(' title="{}"', link.full) if link.full and link.full != link.text else ""
    return format_html('<a href="{}"{}>{}{}{}</a>', link.url, titled, pictured, numbered, link.text)


def _pictures(told: Pictures) -> SafeString:
    if not told.of:
        return SafeString("")
    shots = format_html_join("", "{}", ((parts.picture(one),) for one in told.of))
    more = format_html('<small class="x-soft">+{}</small>', told.more) if told.more else ""
    return format_html('<span class="x-shots-row">{}{}</span>', shots, more)


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
