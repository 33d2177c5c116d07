"""The one box for everything: its kinds of things are registered by their owners (docs/adr/0033)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from core.access import Person, access_of
from core.queries.asked_alike import made_alike, rows_of_keys
from core.queries.read_along import reads_of
from core.queries.together import statement_of
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
# Of keys that were looked up, those that are asked first whether the person sees them.
MOST_TRIED = 24


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
        for each, keys in zip(searches, _first_keys(searches), strict=True):
            if keys:
                hits = each.kind.hits(user, keys[:MOST_HITS])
                url = f"{reverse(each.kind.home)}?{urlencode({'q': words})}"
                groups.append(Group(each.kind.label, hits, len(keys) > MOST_HITS, url))
    return groups


def _first_keys(searches: "Sequence[_Search]") -> list[list[str]]:
    """Of each the keys of the first ones, with one more than are shown."""
    first = together(*(each.statement() for each in searches))
    lacking = [each.is_cut and len(keys) <= MOST_HITS for each, keys in zip(searches, first, strict=True)]
    others = [each.statement(of_all=True) if lacks else None for each, lacks in zip(searches, lacking, strict=True)]
    return [of_all or keys for of_all, keys in zip(together(*others), first, strict=True)]


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

    @cached_property
    def _found(self) -> tuple[Keys, ...]:
        return self._stand_ins("rows", self.ways)

    @cached_property
    def _is_by_keys(self) -> bool:
        """Whether all that is meant was looked up."""
        return len(self._found) == len(self._meant) == sum(map(len, self._meant))

    @cached_property
    def _is_few(self) -> bool:
        return self._is_by_keys and not any(keys.is_more for keys in self._found)

    @property
    def is_cut(self) -> bool:
        """Whether of the keys, which stand in the order of the list, the first are tried before the others."""
        return self._is_few and len(self.ways) == 1 and keys_of(self.ways)[0].count > MOST_TRIED

    def statement(self, *, of_all: bool = False) -> Statement:
        """What reads the keys of the first ones that the person sees, with one more than are shown, once the rows were
        looked up. Mostly he sees nearly all of these: so a few are tried first."""
        if self._is_by_keys and not all(keys.count for keys in self._found):
            return None
        told = self.looked_up.told
        if not self._is_few:
            statement = made_alike(_firsts_meant, self.user, self._found, *self._asked)
        else:
            statement = made_alike(_firsts_of_keys, self.user, self.kind.rows, self._found)
            if self.is_cut and not of_all:
                (keys,) = self._found
                told = told | {keys.told: _first_of(told[keys.told], MOST_TRIED)}
        return statement and (statement[0], told_in(statement[1], told))

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
        return [[_in_order(way, rows(user)) for way in ways] for ways in by_rows(rows(user), of_form)]


@dataclass(frozen=True)
class _InOrder(Way):
    """Looks up keys in the order of their list, if there are no more than are looked up."""

    @cached_property
    def statement(self) -> tuple[str, tuple[Any, ...]] | None:
        few = statement_of(self.asked, is_ordered=True)
        if not few.sql:
            return None
        return f"SELECT told_key FROM ({few.sql} LIMIT {MOST_LOOKED_UP + 1}) AS few {few.order}", few.values  # noqa: S608


def _in_order(way: Way | Q, rows: QuerySet) -> Way | Q:
    if isinstance(way, Q) or not way.is_own:
        return way
    order = rows.query.order_by or rows.model._meta.ordering
    return _InOrder(way.path, way.asked.order_by(*order), way.otherwise, is_own=True)


def _first_of(told: str, most: int) -> str:
    """Of keys as an engine tells them."""
    return told[0] + ",".join(told[1:-1].split(",", most)[:most]) + told[-1]


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
    """No condition is asked again, since the keys were found under all of them. All tables of the fields are joined:
    of few rows that is less than another statement."""
    tables = {table for table, _two, _name in (field.rpartition("__") for field in fields) if table}
    shown = reads_of(rows(user), is_known=True).rows.select_related(*tables)
    return shown.only(*fields).filter(pk__in=keys)
