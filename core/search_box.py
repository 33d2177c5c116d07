"""The one box for everything: its kinds of things are registered by their owners (docs/adr/0033)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import F, Model, QuerySet
from django.urls import reverse

from core.access import Person, access_of
from core.queries.asked_alike import made_alike, rows_of_keys
from core.queries.read_along import reads_of
from core.queries.values import Statement, together, told_by
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
    told_in,
    ways_in,
)
from core.shapes import Words
from core.slots import Slot
from core.typed_words import Typed
from core.word_forms import Form, form_of

Rows = Callable[[Any], QuerySet]
Means = Callable[[Typed], Meaning]

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

    def hits(self, user: Person, keys: Sequence[str]) -> list[Hit]:
        """Of things that this person was found to see, in this order; one that is gone meanwhile is left out."""
        pks = list(map(cast(Any, self.model._meta.pk).to_python, keys))
        things = {thing.pk: thing for thing in rows_of_keys(_shown, user, pks, self.rows, self.fields)}
        return [self.hit(things[pk]) for pk in pks if pk in things]


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
    """What bears the words, kind by kind: two statements for all that they look up, one for the keys of the first
    ones, and one for the hits of each kind that has some. They are kept by the form of the words (core.word_forms)."""
    form, told = form_of(words)
    groups = []
    with looked_up_once() as looked_up:
        looked_up.told.update(told)
        searches = [_Search(kind, user, form, looked_up) for kind in kinds_for(user)]
        read_at_once(way for each in searches for way in each.names)
        read_at_once(way for each in searches for way in each.ways)
        for each, keys in zip(searches, together(*(each.statement for each in searches)), strict=True):
            if keys:
                hits = each.kind.hits(user, keys[:MOST_HITS])
                url = f"{reverse(each.kind.home)}?{urlencode({'q': words})}"
                groups.append(Group(each.kind.label, hits, len(keys) > MOST_HITS, url))
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
        return made_alike(_meant_rows, self.user, *self._asked)

    @cached_property
    def ways(self) -> list[Way]:
        return ways_in(self._meant)

    @property
    def statement(self) -> Statement:
        """What reads the keys of the first ones, with one more than are shown, once the rows were looked up."""
        found = self._stand_ins("rows", self.ways)
        is_by_keys = len(found) == len(self._meant) == sum(map(len, self._meant))
        if is_by_keys and not all(keys.count for keys in found):
            return None
        if is_by_keys and not any(keys.is_more for keys in found):
            statement = made_alike(_firsts_of_keys, self.user, self.kind.rows, found)
        else:
            statement = made_alike(_firsts_meant, self.user, found, *self._asked)
        return statement and (statement[0], told_in(statement[1], self.looked_up.told))

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


def _firsts_of_keys(user: Person, rows: Rows, found: tuple[Keys, ...]) -> Statement:
    first = rows(user)
    for keys in found:
        first = first.filter(pk__each_of=keys)
    return _firsts(first)


def _firsts_meant(user: Person, found: tuple[Keys, ...], *asked: Any) -> Statement:
    rows, meaning, form, names = asked
    meant = made_alike(_meant_rows, user, *asked)
    with looked_up_as([*names_in(form.meaning(meaning)), *ways_in(meant)], [*names, *found]):
        return _firsts(met_by(rows(user), meant))


def _firsts(rows: QuerySet) -> Statement:
    return told_by(rows.values(told=F("pk"))[: MOST_HITS + 1])


def _shown(user: Person, keys: list[Any], rows: Rows, fields: tuple[str, ...]) -> QuerySet:
    """No condition is asked again, since the keys were found under all of them."""
    return reads_of(rows(user), is_known=True).rows.only(*fields).filter(pk__in=keys)
