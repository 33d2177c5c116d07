"""What stands about the thing of a page, asked once (ADR 50).

Sections, timeline, buttons and state of a page tell from the same rows, and a thing has none of most kinds. While a
page is made what was read of its thing is kept with it. What the apps add to ABOUT is asked in two statements: the
first reads what each such page tells and looks for all that may stand there, the second reads what stands there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet, Value

from core.access import Person, access_of
from core.queries.asked_alike import made_alike
from core.queries.at_once import rows_of_each
from core.queries.compiled import Compiled, Keys
from core.queries.few import read_few
from core.queries.outline import Outline, outline_of
from core.slots import ModelSlot

T = TypeVar("T")

_KEPT = "_kept_for_its_page"
_KNOWN = "_known_before"


@dataclass(eq=False)
class _Page:
    """What was read for a page, and for whom it is made."""

    user: Any
    today: date | None
    read: dict[Any, Any] = field(default_factory=dict)


def keep_what_is_read(thing: Model, user: Person | None = None, today: date | None = None) -> None:
    """From here on, until the page is made for this person. Nothing else may keep it: an action has to read anew."""
    thing.__dict__[_KEPT] = _Page(user, today)


def _page_of(thing: Any) -> _Page | None:
    return vars(thing).get(_KEPT)


def known(thing: Model, read: Any, told: Any, *asked: Any) -> None:
    """From here on `once(thing, read, *asked)` tells this: it was read for several things of a page together."""
    vars(thing).setdefault(_KNOWN, {})[(read, *asked)] = told


def once(thing: Any, read: Callable[..., T], *asked: Any) -> T:
    """`read(thing, *asked)`, read once while the page of the thing is made or known before, else each time."""
    if (read, *asked) in (before := vars(thing).get(_KNOWN, {})):
        return before[(read, *asked)]
    page = _page_of(thing)
    if page is None:
        return read(thing, *asked)
    key = (read, *asked)
    if key not in page.read:
        page.read[key] = read(thing, *asked)
    return page.read[key]


# What is added to ABOUT is given a thing that knows its key alone and those of its fields that `reads` names: the
# statement is kept for all things that are alike in what is no key (core.queries.outline).


@dataclass(frozen=True, eq=False)
class Whether:
    """Whether any of these rows stand about a thing, whoever may see them."""

    rows: Callable[[Any], QuerySet]
    reads: tuple[str, ...] = ()

    def first(self, thing: Any) -> QuerySet:
        return _first(self.rows(thing))


@dataclass(frozen=True, eq=False)
class Kind:
    """Rows of a model that stand about a thing: those that `about` lets through, and of these what `among` leaves. A
    person sees of them what is in his reach and, with `permission`, where he holds it; `fetch` adds what pages read
    along and their order."""

    model: type[Model]
    about: Callable[[Any], Q]
    fetch: Callable[[QuerySet], QuerySet]
    permission: str = ""
    reads: tuple[str, ...] = ()
    among: Callable[[Any], QuerySet] = lambda rows: rows

    def rows(self, thing: Any) -> QuerySet:
        return self.among(self.model._default_manager.filter(self.about(thing)))

    def first(self, thing: Any) -> QuerySet:
        return _first(self.rows(thing))

    def seen(self, thing: Any, user: Person) -> QuerySet:
        reach: Any = self.model._default_manager
        return self.fetch(self.among(reach.visible_to(user).filter(self.about(thing))))

    def of(self, thing: Any, user: Person) -> list[Any]:
        """Those this person sees."""
        return once(thing, self._read, user)

    def _read(self, thing: Any, user: Person) -> list[Any]:
        access = access_of(user)
        if self.permission and not access.permits_somewhere(self.permission):
            return []
        if is_missing(self, thing):
            return []
        rows = once(thing, _all_seen, user)[self] if _is_looked_for(self, thing) else read_few(self.seen(thing, user))
        return [one for one in rows if not self.permission or access.permits(self.permission, one.scope_ids)]


@dataclass(frozen=True, eq=False)
class Always:
    """Rows that each page of a thing tells: `rows` of the thing, the person and the day, of which it is given the
    thing alone unless `is_personal`."""

    rows: Callable[[Any, Any, Any], QuerySet]
    reads: tuple[str, ...] = ()
    is_personal: bool = False

    def of(self, thing: Any, user: Person | None = None, today: date | None = None) -> list[Any]:
        """Read with the others while its page is made, else by themselves; without a day where none is asked for."""
        found = self.kept(thing, user, today)
        return list(self.rows(thing, user, today)) if found is None else found

    def kept(self, thing: Any, user: Person | None = None, today: date | None = None) -> list[Any] | None:
        """The rows while the page of the thing is made, or where they were read before; None elsewhere."""
        if (before := vars(thing).get(_KNOWN, {}).get((self,))) is not None:
            return before
        page = _page_of(thing)
        if page is None or not _is_looked_for(self, thing):
            return None
        if self.is_personal and (page.user != user or today not in (None, page.today)):
            return None
        return once(thing, _looked_for)[self]


def of_each(asked: Sequence[Always], thing: Any, user: Person, today: date) -> list[list[Any]]:
    """What each of these tells of a thing that stands on the page of another, too: one statement there."""
    kept = [rows for one in asked if (rows := one.kept(thing, user, today)) is not None]
    if len(kept) == len(asked):
        return kept
    return rows_of_each([_told(one, thing, user, today) for one in asked])


def read_before(asked: Sequence[Always], thing: Any, user: Person, today: date) -> None:
    """From here on these tell what is read now, in one statement: for a page that is not the thing's own. Raises
    TypeError for what is personal, which would be told to others, too."""
    if any(one.is_personal for one in asked):
        raise TypeError("what is personal is not kept for whoever asks next")
    for one, rows in zip(asked, of_each(asked, thing, user, today), strict=True):
        known(thing, one, rows)


Asked = Whether | Kind | Always

# What may stand about the things of a model, whatever of it their pages ask.
ABOUT: ModelSlot[Asked] = ModelSlot()


def _is_looked_for(asked: Asked, thing: Any) -> bool:
    return _page_of(thing) is not None and any(asked is one for one in ABOUT.of(thing))


def is_there(asked: Whether | Kind, thing: Any) -> bool:
    """Whether there is any, whoever may see it."""
    if _is_looked_for(asked, thing):
        return bool(once(thing, _looked_for)[asked])
    return asked.rows(thing).exists()


def is_missing(asked: Whether | Kind, thing: Any) -> bool:
    """Known not to be there; False where that would have to be asked alone, before what is there is read."""
    return _is_looked_for(asked, thing) and not is_there(asked, thing)


def _looked_for(thing: Any) -> dict[Asked, list[Any]]:
    """Of all that is added to ABOUT, the rows that are always told, and of the others whether there is one."""
    page = _page_of(thing)
    user, today = (page.user, page.today) if page is not None else (None, None)
    asked = [one for one in ABOUT.of(thing) if user is not None or not getattr(one, "is_personal", False)]
    questions = [
        _told(one, thing, user, today) if isinstance(one, Always) else _question(_any, one, thing) for one in asked
    ]
    return dict(zip(asked, rows_of_each(questions), strict=True))


def _all_seen(thing: Any, user: Person) -> dict[Asked, list[Any]]:
    """Of the kinds that are there, what is in reach of this person."""
    access = access_of(user)
    kinds = [
        one
        for one in ABOUT.of(thing)
        if isinstance(one, Kind)
        and is_there(one, thing)
        and (not one.permission or access.permits_somewhere(one.permission))
    ]
    return dict(zip(kinds, rows_of_each([_question(_seen, one, thing, user) for one in kinds]), strict=True))


def _told(asked: Always, thing: Any, user: Any, today: date | None) -> tuple[Compiled, Keys]:
    return _question(_always, asked, thing, *((user, today) if asked.is_personal else ()))


def _question(
    make: Callable[..., QuerySet], asked: Asked, thing: Any, user: Person | None = None, today: date | None = None
) -> tuple[Compiled, Keys]:
    outline, keys = outline_of(thing, asked.reads)
    return made_alike(_compiled, user, make, asked, outline, today), keys


def _compiled(user: Any, make: Callable[..., QuerySet], asked: Asked, outline: Outline, today: Any) -> Compiled:
    return Compiled(make(asked, outline.thing(), user, today))


def _any(asked: Whether | Kind, thing: Any, user: Any, today: Any) -> QuerySet:
    return asked.first(thing)


def _seen(asked: Kind, thing: Any, user: Any, today: Any) -> QuerySet:
    return asked.seen(thing, user)


def _always(asked: Always, thing: Any, user: Any, today: Any) -> QuerySet:
    return asked.rows(thing, user, today)


def _first(rows: QuerySet) -> QuerySet:
    return rows.order_by().annotate(told=Value(1)).values_list("told")[:1]
