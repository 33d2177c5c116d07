"""What stands about the thing of a page, asked once (ADR 50).

Sections, timeline, buttons and state of a page tell from the same rows, and a thing has none of most kinds. While a
page is made what was read of its thing is kept with it; whether there is any of the kinds that the apps add to ABOUT
is asked in a single statement, and only those of which there are some are read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet, Value

from core.access import Person, access_of
from core.queries.few import read_few
from core.queries.values import Statement, together, told_by
from core.slots import ModelSlot

T = TypeVar("T")

_KEPT = "_kept_for_its_page"


def keep_what_is_read(thing: Model) -> None:
    """From here on, until the page is made. Nothing else may keep it: an action has to read anew."""
    thing.__dict__[_KEPT] = {}


def once(thing: Any, read: Callable[..., T], *asked: Any) -> T:
    """`read(thing, *asked)`, read once while the page of the thing is made, else each time."""
    kept = vars(thing).get(_KEPT)
    if kept is None:
        return read(thing, *asked)
    key = (read, *asked)
    if key not in kept:
        kept[key] = read(thing, *asked)
    return kept[key]


@dataclass(frozen=True, eq=False)
class Whether:
    """Whether any of these rows stand about a thing, whoever may see them."""

    rows: Callable[[Any], QuerySet]


@dataclass(frozen=True, eq=False)
class Kind:
    """Rows of a model that stand about a thing: those that `about` lets through. A person sees of them what is in his
    reach and, with `permission`, where he holds it; `fetch` adds what pages read along and their order."""

    model: type[Model]
    about: Callable[[Any], Q]
    fetch: Callable[[QuerySet], QuerySet]
    permission: str = ""

    def rows(self, thing: Any) -> QuerySet:
        return self.model._default_manager.filter(self.about(thing))

    def of(self, thing: Any, user: Person) -> list[Any]:
        """Those this person sees."""
        return once(thing, self._seen, user)

    def _seen(self, thing: Any, user: Person) -> list[Any]:
        access = access_of(user)
        if self.permission and not access.permits_somewhere(self.permission):
            return []
        if is_missing(self, thing):
            return []
        reach: Any = self.model._default_manager
        found = self.fetch(reach.visible_to(user).filter(self.about(thing)))
        rows = list(found) if _is_looked_for(self, thing) else read_few(found)
        return [one for one in rows if not self.permission or access.permits(self.permission, one.scope_ids)]


# What may stand about the things of a model, whatever of it their pages ask.
ABOUT: ModelSlot[Whether | Kind] = ModelSlot()


def _is_looked_for(asked: Whether | Kind, thing: Any) -> bool:
    return _KEPT in vars(thing) and any(asked is one for one in ABOUT.of(thing))


def is_there(asked: Whether | Kind, thing: Any) -> bool:
    """Whether there is any, whoever may see it."""
    if _is_looked_for(asked, thing):
        return asked in once(thing, _looked_for)
    return asked.rows(thing).exists()


def is_missing(asked: Whether | Kind, thing: Any) -> bool:
    """Known not to be there; False where that would have to be asked alone, before what is there is read."""
    return _is_looked_for(asked, thing) and not is_there(asked, thing)


def _looked_for(thing: Any) -> set[Whether | Kind]:
    """Of what is added to ABOUT, that of which there are rows; one statement."""
    asked = list(ABOUT.of(thing))
    found = together(*(_first(one.rows(thing)) for one in asked))
    return {one for one, rows in zip(asked, found, strict=True) if rows}


def _first(rows: QuerySet) -> Statement:
    return told_by(rows.order_by().annotate(told=Value(1)).values("told")[:1])
