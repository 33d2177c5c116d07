"""A verb as people meet it, said once beside its noun (DESIGN §1a).

The state table says what may follow what and who may do it; the verb row says the rest: the words, what the form asks,
which action is called, where it leads. Route and page, button, bulk bar, next step, "my work", the words of the event
and docs/states.md follow from the two, and nothing repeats them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any

from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.urls import reverse

from core.addresses import address_of, address_of_route
from core.event_words import register_source
from core.shapes import LeftOut, Words
from core.transitions import StateTable, Transition
from core.waiting import Found

# What a verb is asked with: the thing, the person, the day (Asia/Shanghai).
Asked = Callable[[Any, Any, date], Any]


@dataclass(frozen=True, kw_only=True)
class Work:
    """Why a verb stands in "my work". `order` is its place on the way of a round, in hundreds.

    `find(user, today)` gives what waits, already scoped (core.waiting); by default everything in reach from whose
    state the verb leads on. `label`, `url` and `count` tell of each: by default its name, its page, one. `words` are
    given where the task is answered by one of several verbs (a check passes or fails); else the verb's own label
    stands there. `home`
    is the route of the list whose entry in the menu counts it, by default that of the noun.
    """

    order: int
    words: Words = ""
    find: Callable[[Any, date], Found] | None = None
    label: Callable[[Any], Words] = str
    url: Callable[[Any], str] | None = None
    count: Callable[[Any], int] | None = None
    home: str = ""


@dataclass(frozen=True)
class ThingsInside:
    """`Bulk.things` of a container of which the statement reads the key alone: `rows(user, keys, today)`, a function
    of a module, is put together once for all containers (core.queries.asked_alike). `may(container, user, today)`
    tells whether any of them is for this person now."""

    rows: Callable[[Any, Sequence[Any], date], QuerySet]
    may: Callable[[Any, Any, date], bool]

    def __call__(self, container: Any, user: Any, today: date) -> QuerySet:
        found = self.rows(user, [container.pk], today)
        return found if self.may(container, user, today) else found.none()


@dataclass(frozen=True, kw_only=True)
class Bulk:
    """The verb for many things of a list at once; from it follow the bar over the list, its route and its page.

    `container` is the thing on whose page they are listed; `things(container, user, today)` gives those on which this
    person may use it for many now, in their order (ThingsInside saves the page of the list to put that together), and
    `key` the whole number by which they are chosen and named.
    `form` is a core.forms.BulkForm. `action` takes one thing of the many, where more is asked than when it is done
    alone. `listed(container, data, user, today)` gives what the filters of the list, in `data`, let through: whoever
    chooses all of it. `left_out(container, keys, user, today)` tells of chosen things that are left out on purpose
    (core.shapes.LeftOut). `shows(container, things, user, today)` gives the context of `template`, which shows the
    chosen things above the form. `back(container)` is where the list stands, if not on the page of the container.
    """

    container: type[Model]
    label: Words
    things: Callable[[Any, Any, date], QuerySet]
    form: type[BaseForm]
    action: Callable | None = None
    key: str = "number"
    listed: Callable[[Any, Any, Any, date], QuerySet] | None = None
    left_out: Callable[[Any, Any, Any, date], list[LeftOut]] | None = None
    shows: Callable[[Any, list, Any, date], dict] | None = None
    back: Callable[[Any], str] | None = None
    template: str = "_layouts/bulk.html"


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One row. `label` is the word of button, page, task, event and documentation alike; `effect` says in a sentence
    what it does, `done` what has happened; `who` does it, in the words of the next step.

    `on` is the thing whose page the verb stands on where that is not the noun itself: what is born out of it, or a
    part of it (a member of a team); `holder` then leads from there to the noun whose state decides, and stays None at
    birth. A verb born of nothing (a plan) has neither; its button stands on the list.

    `permission`, `is_birth` and `by_decision` are given only where there is no state table to tell; `makes` where a
    verb of a thing adds something to it each time it is done (a file, a note). `offered` hides the verb from whom it
    does not concern, `blocked` says in words why it cannot be done yet ("" where it can); the action asks again in
    both cases. `points` are lines that stand above the form. `is_step`: it brings the thing on; the other verbs stand
    beside its way.

    `preview(result, at)` belongs to a verb that gives a paper its number, or files one: its page then shows the paper
    before. The action is done as typed and taken back; in between, `preview` reads what it made (`result` is what the
    action returned, `at` its instant) and gives what draws it. records.previews.numbered_papers does for most.

    Without `action` the verb happens with another one, and the row only gives its words.
    """

    name: str
    label: Words
    action: Callable | None = None
    form: type[BaseForm] | None = None
    effect: Words = ""
    done: Words = ""
    who: Words = ""
    clause: str = ""
    icon: str = ""
    tone: str = ""
    is_step: bool = False
    on: type[Model] | None = None
    holder: Callable[[Any], Any] | None = None
    permission: str = ""
    is_birth: bool = False
    by_decision: bool = False
    makes: bool = False
    offered: Asked | None = None
    blocked: Asked | None = None
    points: Asked | None = None
    preview: Callable[[Any, datetime], Callable[[], bytes]] | None = None
    leads_to: Callable[[Any], str] | None = None
    view: type | None = None
    work: Work | None = None
    bulk: Bulk | None = None

    @property
    def slug(self) -> str:
        return self.name.replace("_", "-")


def _as_it_is(queryset: QuerySet) -> QuerySet:
    return queryset


@dataclass(frozen=True, kw_only=True)
class Noun:
    """A thing and its verbs. `name` is the word of its events, routes and of the argument under which actions take it;
    `path` is where its pages stand; `home` names the route of its list; `fetch` adds to a queryset what its pages read
    along; `named` are the fields, of its own and of what it leads to, that its name and its address read, for pages
    that tell no more of it (to plan a statement that joins twenty tables takes longer than to answer it; by default
    all that `fetch` reads); `crumbs(thing)` is the way back, the thing itself last (None: the list alone)."""

    model: type[Model]
    name: str
    path: str
    verbs: tuple[Verb, ...]
    home: str = ""
    fetch: Callable[[QuerySet], QuerySet] = _as_it_is
    named: tuple[str, ...] = ()
    crumbs: Callable[[Any], list] | None = None

    @property
    def table(self) -> StateTable | None:
        return getattr(self.model, "TRANSITIONS", None)

    @property
    def app(self) -> str:
        return self.model._meta.app_label

    @property
    def slug(self) -> str:
        return self.name.replace("_", "-")

    def verb(self, name: str) -> Verb:
        """Raises LookupError for a verb the noun does not have."""
        for verb in self.verbs:
            if verb.name == name:
                return verb
        raise LookupError(f"{self.name} has no verb {name}")

    def rows_of(self, verb: Verb) -> tuple[Transition, ...]:
        return self.table.rows_of(verb.name) if self.table else ()

    def permission_of(self, verb: Verb) -> str:
        """The right the verb asks for; one verb, one right. Raises LookupError for a verb without any."""
        if verb.permission:
            return verb.permission
        held = {row.permission for row in self.rows_of(verb)}
        if len(held) != 1:
            raise LookupError(f"{self.name}.{verb.name} needs one permission, from a transition or the row: {held}")
        return held.pop()

    def is_birth(self, verb: Verb) -> bool:
        """Whether the verb brings the noun to life, so that no state of it is asked."""
        rows = self.rows_of(verb)
        return not any(row.sources for row in rows) if rows else verb.is_birth

    def is_decision(self, verb: Verb) -> bool:
        """Whether the verb is a decision of the body that decides: with its meeting, its day and who put it down."""
        return verb.by_decision or any(row.by_decision for row in self.rows_of(verb))

    def makes(self, verb: Verb) -> bool:
        """Whether the verb makes something new, so that its form must not do it twice."""
        return verb.makes or self.is_birth(verb)

    def page_model(self, verb: Verb) -> type[Model] | None:
        """The model of the thing in the verb's address; None for one born of nothing."""
        if verb.on is not None:
            return verb.on
        return None if self.is_birth(verb) else self.model

    def url_name(self, verb: Verb) -> str:
        return f"{self.app}:{self.slug}-{verb.slug}"

    def url(self, verb: Verb, thing: Model | None = None) -> str:
        return (
            address_of(self.url_name(verb), thing.pk) if thing is not None else address_of_route(self.url_name(verb))
        )

    def bulk_url(self, verb: Verb, container: Model) -> str:
        """The page on which the verb is done for many things of this container."""
        return reverse(f"{self.url_name(verb)}-many", args=[container.pk])


_modules: list[str] = []


def register_verb_rows(module: str) -> None:
    """Name the module whose `NOUNS` an app brings along; called in AppConfig.ready(). It is read when somebody first
    asks, since it brings every page of the app: a command that needs none starts without."""
    if module not in _modules:
        _modules.append(module)
        registered_nouns.cache_clear()
        register_source(_words)


@cache
def registered_nouns() -> tuple[Noun, ...]:
    """Every noun of the house, those of lower apps first."""
    return tuple(noun for module in _modules for noun in import_module(module).NOUNS)


def _words() -> dict[str, object]:
    return {f"{noun.name}.{verb.name}": verb.label for noun in registered_nouns() for verb in noun.verbs}


class _Arranged:
    """The nouns by model, and their verbs by the page they stand on: a list asks for every row."""

    def __init__(self, nouns: tuple[Noun, ...]) -> None:
        self.nouns = nouns
        self.by_model: dict[type[Model], Noun] = {}
        self.by_page: dict[type[Model] | None, list[tuple[Noun, Verb]]] = {}
        for noun in nouns:
            self.by_model.setdefault(noun.model, noun)
            for verb in noun.verbs:
                if verb.action is not None:
                    self.by_page.setdefault(noun.page_model(verb), []).append((noun, verb))


_known = _Arranged(())


def _arranged() -> _Arranged:
    global _known
    nouns = registered_nouns()
    if _known.nouns is not nouns:
        _known = _Arranged(nouns)
    return _known


def noun_of(model: type[Model]) -> Noun | None:
    """The noun of a model; None for a thing without verbs of its own."""
    return _arranged().by_model.get(model)


def noun_name(model: type[Model]) -> str:
    """The word under which actions take a thing of this model."""
    noun = noun_of(model)
    if noun is not None:
        return noun.name
    table = getattr(model, "TRANSITIONS", None)
    return table.noun if table else str(model._meta.model_name)


def births_on(noun: Noun) -> list[tuple[Noun, Verb]]:
    """Every verb born of nothing that stands on the list of this noun: its own, and those of nouns without a list of
    their own that name the same `home`."""
    return [
        (other, verb)
        for other, verb in _arranged().by_page.get(None, [])
        if other is noun or (noun.home and other.home == noun.home)
    ]


def verbs_on(model: type[Model]) -> list[tuple[Noun, Verb]]:
    """Every verb that stands on the page of this model, whichever app it comes from, in order."""
    return _arranged().by_page.get(model, [])


def bulk_verbs_on(model: type[Model]) -> list[tuple[Noun, Verb, Bulk]]:
    """Every verb that can be done for many things of a list on the page of this model, in order."""
    found = [(noun, verb, verb.bulk) for noun in registered_nouns() for verb in noun.verbs if verb.bulk is not None]
    return [(noun, verb, bulk) for noun, verb, bulk in found if bulk.container is model]
