"""Statements that count what waits, kept from one request to the next: to put thirty of them together takes longer
than to have them answered.

A statement is kept only where the database was not asked to make it, and only for the same person with the same role,
unit and rights on the same day (`asks_as`): a source reads nothing else of them. So what is kept says what to ask,
never what was answered."""

from collections.abc import Callable, Hashable
from datetime import date
from functools import lru_cache

from core.access import Person
from core.queries.listening import listening
from core.waiting import Asked, Question, Told

# People whose statements a process keeps, some 20 KB each.
MOST_PEOPLE = 256


@lru_cache(maxsize=MOST_PEOPLE)
def _kept_of(who: Hashable, today: date) -> dict[Hashable, Told]:
    return {}


def question_of(ask: Callable[[], Asked], key: Hashable, user: Person, today: date) -> Question:
    """`key` names the source; it is the same for as long as the process lives."""
    who = getattr(user, "asks_as", None)
    kept = _kept_of(who, today) if who is not None else {}
    if key in kept:
        return Question(ask, kept[key])
    with listening() as heard:
        asked = ask()
        told = asked.told
    if told is not None and not heard.anything:
        kept[key] = told
    return Question(lambda: asked, told)
