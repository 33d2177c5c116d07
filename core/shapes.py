"""What views hand to templates: one typed shape each, the same in every room (DESIGN §1a)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# Lazy words of the catalogue, or words made already.
Words = Any


@dataclass(frozen=True)
class Badge:
    """A state in a word; `tone` is "", info, ok, warn or bad (templates/_components/status_badge.html)."""

    label: Words
    tone: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of a definition list; value None prints a dash, a day as 2026-11-23 (facts.html)."""

    label: Words
    value: Any
    url: str = ""
    clause: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Button:
    """One thing a person may do here: `kind` is primary, secondary or danger; `disabled_reason` says in words why it
    cannot be done now, empty where it can; `fields` are hidden values of a POST (actions.html)."""

    label: Words
    url: str
    kind: str = "secondary"
    icon: str = ""
    method: str = "get"
    disabled_reason: Words = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    verb: str = ""


@dataclass(frozen=True)
class Missing:
    """What keeps a thing from moving on, and the page that mends it ("" where there is none for this person)."""

    text: Words
    url: str = ""


@dataclass(frozen=True)
class LeftOut:
    """Chosen things that a verb for many leaves out, by their keys in the list, and why (_layouts/bulk.html)."""

    keys: Sequence[Any]
    text: Words
    url: str = ""


@dataclass(frozen=True)
class Step:
    """The top of a detail page: who must do what by when, and what is missing (next_step.html). `deadline` as in
    due_date.html; `signal` is normal, near, overdue or done."""

    what: Words
    who: Words = ""
    clause: str = ""
    deadline: Any = None
    signal: str = "normal"
    missing: Sequence[Missing] = ()


@dataclass(frozen=True)
class Stage:
    """One station of a thing's way; `state` is done, current or todo, `on` the day it was reached (stage_bar.html)."""

    label: Words
    state: str
    on: date | None = None


@dataclass(frozen=True)
class Crumb:
    """One step of the way back (breadcrumb.html)."""

    label: Words
    url: str


@dataclass(frozen=True)
class Figure:
    """One number of the first page; `note` says how it comes about, `url` leads to the rows behind it, `tone` is "",
    ok, warn or bad (figure.html)."""

    label: Words
    value: Words
    note: Words = ""
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a page that is rendered by a template of its owner, with just this context. A narrow one stands beside
    the next narrow one where there is room."""

    template: str
    context: Mapping[str, Any]
    is_narrow: bool = False


@dataclass(frozen=True)
class Picture:
    """A small picture that leads to the large one (gallery.html). `small` is "" while it is being made; `alt` says
    what it shows; `original` leads to the file as it came ("" where that is not offered), `note` stands below."""

    url: str
    small: str
    alt: Words
    original: str = ""
    note: Words = ""


@dataclass(frozen=True)
class Task:
    """One thing that waits for a person. `url` leads to the thing, where the verb stands; `home` names the route of
    the list it belongs to, "" where there is none."""

    verb: Words
    label: str
    url: str
    count: int = 1
    home: str = ""
