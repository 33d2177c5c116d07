"""What waits for a person: the verbs with which he can bring a thing on, and what apps add that is no single verb."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Model

from core.access import Person, access_of
from core.kept_statements import question_of
from core.paging import number_words
from core.queries.later import Batch
from core.shapes import Task, Words
from core.slots import Slot
from core.verbs import Noun, Verb, Work, noun_of, registered_nouns
from core.waiting import Asked, Found, Question, Waiting, asked_of, count_all, read_all


@dataclass(frozen=True)
class WorkSource:
    """Tasks of one kind, for people who hold `permission` somewhere. `find(user, today)` gives rows already scoped
    (core.waiting); the right is asked again for each row, since it may hold in some scopes only."""

    label: Words
    permission: str
    find: Callable[[Any, date], Found]
    name: Callable[[Any], Words] = str
    url: Callable[[Any], str] = lambda thing: thing.get_absolute_url()
    count: Callable[[Any], int] = lambda thing: 1
    # Route of the list the things belong to, for the count beside its entry in the menu.
    home: str = ""
    # By what it is known from one request to the next, where `find` is made anew each time.
    key: Hashable = None


# Sources that are no single verb of a thing; the order is that of `core.verbs.Work`.
WORK: Slot[tuple[int, WorkSource]] = Slot()


def add_work(source: WorkSource, *, order: int) -> None:
    WORK.add((order, source), order=order)


def sources() -> list[WorkSource]:
    """Everything that can wait for somebody, in the order of the process."""
    found = [
        (verb.work.order, _source_of(noun, verb, verb.work))
        for noun in registered_nouns()
        for verb in noun.verbs
        if verb.work is not None
    ]
    return [source for _order, source in sorted([*found, *WORK], key=lambda row: row[0])]


@dataclass(frozen=True)
class Waits:
    """What waits behind one source: `tasks` names the first things, `count` says how much it is in all of them, exact
    or `is_more` than that (core.waiting)."""

    label: Words
    tasks: list[Task]
    count: int
    is_more: bool
    home: str

    @property
    def number(self) -> str:
        return number_words(self.count, is_more=self.is_more)

    @property
    def has_others(self) -> bool:
        """Whether there is more than the tasks name."""
        return self.is_more or self.count > sum(task.count for task in self.tasks)


def waits_for(user: Person, *, today: date, batch: Batch | None = None) -> list[Waits]:
    """Everything this person can move on, a source each where something is (core.waiting), in two statements, or three
    where one has more than is counted. The things are read with what else the `batch` of the page was asked."""
    return _waits(user, today, read_all, batch or Batch())


def counts_for(user: Person, *, today: date) -> list[Waits]:
    """The same numbers, and no tasks."""
    return _waits(user, today, count_all, Batch())


def _waits(
    user: Person, today: date, read: Callable[[Sequence[Question], Batch], list[Waiting]], batch: Batch
) -> list[Waits]:
    access = access_of(user)
    asked = [source for source in sources() if access.permits_somewhere(source.permission)]
    found = read([_question(source, user, today) for source in asked], batch)
    return [_told(source, waiting) for source, waiting in zip(asked, found, strict=True) if waiting.count]


def _question(source: WorkSource, user: Person, today: date) -> Question:
    def ask() -> Asked:
        found = asked_of(source.find(user, today), source.permission, access_of(user), count=source.count)
        return replace(found, named=_names)

    return question_of(ask, source.key or source.find, user, today)


def _names(model: type[Model]) -> Sequence[str]:
    noun = noun_of(model)
    return noun.named if noun is not None else ()


def tasks_for(user: Person, *, today: date) -> list[Task]:
    """The first things of every source, as the first page names them."""
    return [task for waits in waits_for(user, today=today) for task in waits.tasks]


def _told(source: WorkSource, found: Waiting) -> Waits:
    tasks = [
        Task(source.label, str(source.name(thing)), source.url(thing), source.count(thing), source.home)
        for thing in found.things
    ]
    return Waits(source.label, tasks, found.count, found.is_more, source.home)


def _source_of(noun: Noun, verb: Verb, work: Work) -> WorkSource:
    own: dict[str, Any] = {name: getattr(work, name) for name in ("url", "count") if getattr(work, name)}
    return WorkSource(
        label=work.words or verb.label,
        permission=noun.permission_of(verb),
        find=work.find or _from_states(noun, verb),
        name=work.label,
        home=work.home or noun.home,
        key=(noun.model, verb.name, work.find),
        **own,
    )


def _from_states(noun: Noun, verb: Verb) -> Callable[[Any, date], Found]:
    """Things in reach whose state the verb leads on from."""
    statuses = [status for row in noun.rows_of(verb) for status in row.sources]

    def find(user: Person, today: date) -> Found:
        reached = noun.model.objects.visible_to(user)  # type: ignore[attr-defined]  # what has states is scoped
        return noun.fetch(reached).filter(status__in=statuses)

    return find
