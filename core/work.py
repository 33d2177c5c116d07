"""What waits for a person: the verbs with which he can bring a thing on, and what apps add that is no single verb."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.access import Person, access_of
from core.shapes import Task, Words
from core.slots import Slot
from core.verbs import Noun, Verb, Work, registered_nouns


@dataclass(frozen=True)
class WorkSource:
    """Tasks of one kind, for people who hold `permission` somewhere. `find(user, today)` yields rows already scoped;
    the right is asked again for each row, since it may hold in some scopes only."""

    label: Words
    permission: str
    find: Callable[[Any, date], Iterable]
    name: Callable[[Any], Words] = str
    url: Callable[[Any], str] = lambda thing: thing.get_absolute_url()
    count: Callable[[Any], int] = lambda thing: 1
    # Route of the list the things belong to, for the count beside its entry in the menu.
    home: str = ""


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


def tasks_for(user: Person, *, today: date) -> list[Task]:
    """Everything this person can move on. One query a source he has a right for."""
    return list(_tasks(user, today))


def _tasks(user: Person, today: date) -> Iterator[Task]:
    access = access_of(user)
    for source in sources():
        if not access.permits_somewhere(source.permission):
            continue
        for thing in source.find(user, today):
            if access.permits(source.permission, getattr(thing, "scope_ids", ())):
                yield Task(source.label, str(source.name(thing)), source.url(thing), source.count(thing), source.home)


def _source_of(noun: Noun, verb: Verb, work: Work) -> WorkSource:
    own: dict[str, Any] = {name: getattr(work, name) for name in ("url", "count") if getattr(work, name)}
    return WorkSource(
        label=work.words or verb.label,
        permission=noun.permission_of(verb),
        find=work.find or _from_states(noun, verb),
        name=work.label,
        home=work.home or noun.home,
        **own,
    )


def _from_states(noun: Noun, verb: Verb) -> Callable[[Any, date], Iterable]:
    """Things in reach whose state the verb leads on from."""
    statuses = [status for row in noun.rows_of(verb) for status in row.sources]

    def find(user: Person, today: date) -> Iterable:
        reached = noun.model.objects.visible_to(user)  # type: ignore[attr-defined]  # what has states is scoped
        return noun.fetch(reached).filter(status__in=statuses)

    return find
