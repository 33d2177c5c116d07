"""The one box for everything: its kinds of things are registered by their owners (docs/adr/0033)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse

from core.access import Person, access_of
from core.searching import Search, by_rows, looked_up_once, met_by, names_in, read_at_once, ways_in
from core.shapes import Words
from core.slots import Slot

# Hits shown of each kind; the rest stands in its list.
MOST_HITS = 5


@dataclass(frozen=True)
class Hit:
    """A thing that was found; `note` says what tells it from others of its name."""

    label: Words
    url: str
    note: Words = ""
    icon: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of things that is searched. `rows` gives those this person may find, in the order of their list and with
    what `tell` reads: label and note of one. `find` narrows them, as the box of the list `home` does."""

    model: type[Model]
    label: Words
    icon: str
    permission: str
    home: str
    rows: Callable[[Any], QuerySet]
    find: Search
    tell: Callable[[Any], tuple[Words, Words]]

    @property
    def name(self) -> str:
        return str(self.model._meta.model_name)

    def hit(self, thing: Any) -> Hit:
        label, note = self.tell(thing)
        return Hit(label, thing.get_absolute_url(), note, self.icon)


@dataclass(frozen=True)
class Group:
    """The first hits of a kind, and the list that has them all."""

    label: Words
    hits: list[Hit]
    is_more: bool
    url: str


KINDS: Slot[Kind] = Slot()


def kinds_for(user: Person) -> Iterator[Kind]:
    """Those whose list this person may open."""
    access = access_of(user)
    return (kind for kind in KINDS if access.permits_somewhere(kind.permission))


def found(user: Person, words: str) -> list[Group]:
    """What bears the words, kind by kind: two statements for all that they look up, and one for the hits of each."""
    groups = []
    with looked_up_once():
        meanings = [(kind, kind.find.meaning(words)) for kind in kinds_for(user)]
        read_at_once(way for _kind, meaning in meanings for way in names_in(meaning))
        meanings = [(kind, by_rows(kind.rows(user), meaning)) for kind, meaning in meanings]
        read_at_once(way for _kind, meaning in meanings for way in ways_in(meaning))
        for kind, meaning in meanings:
            things = list(met_by(kind.rows(user), meaning)[: MOST_HITS + 1])
            if things:
                hits = [kind.hit(thing) for thing in things[:MOST_HITS]]
                url = f"{reverse(kind.home)}?{urlencode({'q': words})}"
                groups.append(Group(kind.label, hits, len(things) > MOST_HITS, url))
    return groups
