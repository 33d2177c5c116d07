"""The one box for everything: its kinds of things are registered by their owners (docs/adr/0033)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse

from core.access import Person, access_of
from core.queries.asked_alike import compiled, made_alike
from core.searching import (
    MOST_LOOKED_UP,
    Keys,
    LookedUp,
    Meaning,
    Search,
    StandIn,
    Way,
    by_rows,
    keys_of,
    looked_up_as,
    looked_up_once,
    met_by,
    names_in,
    read_at_once,
    ways_in,
)
from core.shapes import Words
from core.slots import Slot
from core.typed_words import Form, typed

Rows = Callable[[Any], QuerySet]
Means = Callable[[str], Meaning]

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
    what `tell` reads: label and note of one, out of these `fields`. `find` narrows them, as the box of the list `home`
    does."""

    model: type[Model]
    label: Words
    icon: str
    permission: str
    home: str
    rows: Rows
    find: Search
    tell: Callable[[Any], tuple[Words, Words]]
    fields: tuple[str, ...]

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
    """What bears the words, kind by kind: two statements for all that they look up, and one for the hits of each kind
    that has some. They are kept by the form of the words (core.typed_words)."""
    form, told = typed(words)
    groups = []
    with looked_up_once() as looked_up:
        looked_up.told.update(told)
        searches = [_Search(kind, user, form, looked_up) for kind in kinds_for(user)]
        read_at_once(way for each in searches for way in each.names)
        read_at_once(way for each in searches for way in each.ways)
        for each in searches:
            things = each.things()
            if things:
                hits = [each.kind.hit(thing) for thing in things[:MOST_HITS]]
                url = f"{reverse(each.kind.home)}?{urlencode({'q': words})}"
                groups.append(Group(each.kind.label, hits, len(things) > MOST_HITS, url))
    return groups


@dataclass
class _Search:
    """What one person searches for among the things of one kind. Which statements are asked depends on how many keys
    were looked up, not on which they are: stand-ins take their place while a statement is put together."""

    kind: Kind
    user: Person
    form: Form
    looked_up: LookedUp

    @cached_property
    def names(self) -> list[Way]:
        """What is looked up first."""
        return names_in(self.form.meaning(self.kind.find.meaning))

    @cached_property
    def _asked(self) -> tuple[Any, ...]:
        """What all that follows is made of, once the names are read."""
        return self.kind.rows, self.kind.find.meaning, self.form, self._stand_ins("names", self.names)

    @cached_property
    def _meant(self) -> Meaning:
        return self.form.made(_meant_rows, self.user, *self._asked)

    @cached_property
    def ways(self) -> list[Way]:
        return ways_in(self._meant)

    def things(self) -> list[Any]:
        """The first ones, with one more than are shown."""
        keys = self._stand_ins("rows", self.ways)
        is_by_keys = len(keys) == len(self._meant) == sum(map(len, self._meant))
        if is_by_keys and not all(each.count for each in keys):
            return []
        fields = self.kind.fields
        if is_by_keys and not any(each.is_more for each in keys):
            statement = made_alike(compiled, self.user, _rows_by_keys, self.kind.rows, fields, keys)
        else:
            statement = self.form.made(compiled, self.user, _rows_meant, fields, keys, *self._asked)
        return statement.rows(told=self.looked_up.told)

    def _stand_ins(self, name: str, ways: list[Way]) -> tuple[Keys, ...]:
        """For the keys that the ways look up; what they stand for is told from now on."""
        found = []
        for place, keys in enumerate(keys_of(ways)):
            stand_in = StandIn(f"{self.kind.name} {name}", place)
            self.looked_up.told[stand_in] = keys.told
            found.append(Keys(stand_in, MOST_LOOKED_UP + 1 if keys.is_more else min(keys.count, 1)))
        return tuple(found)


def _meant_rows(user: Person, rows: Rows, meaning: Means, form: Form, names: tuple[Keys, ...]) -> Meaning:
    of_form = form.meaning(meaning)
    with looked_up_as(names_in(of_form), names):
        return by_rows(rows(user), of_form)


def _rows_by_keys(user: Person, rows: Rows, fields: tuple[str, ...], keys: tuple[Keys, ...]) -> QuerySet:
    found = rows(user).only(*fields)
    for each in keys:
        found = found.filter(pk__each_of=each)
    return found[: MOST_HITS + 1]


def _rows_meant(user: Person, fields: tuple[str, ...], keys: tuple[Keys, ...], *asked: Any) -> QuerySet:
    rows, meaning, form, names = asked
    rows_meant = form.made(_meant_rows, user, *asked)
    ways = [*names_in(form.meaning(meaning)), *ways_in(rows_meant)]
    with looked_up_as(ways, [*names, *keys]):
        return met_by(rows(user).only(*fields), rows_meant)[: MOST_HITS + 1]
