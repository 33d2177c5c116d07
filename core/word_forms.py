"""What is typed, as statements that are kept know it (docs/adr/0051).

A search asks the same whatever the words are, as long as they are as many and as long, and numbers where others are.
So signs of no script stand for those typed while a statement is put together, and stand-ins for numbers; what was
typed is told to the statement when it is asked."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Value

from core.access import Person
from core.engines import engine
from core.queries.asked_alike import made_alike
from core.searching import Meaning, StandIn
from core.typed_words import Number, Numbered, Part, Typed

# Signs that no script has begin here; each part of what is typed has as many of its own.
_FIRST = 0xE000
_OF_A_PART = 0x400


@dataclass(frozen=True)
class Form:
    """`words` are what a search is told in place of those typed; `facts` is all that it may read of them."""

    words: Typed
    facts: Hashable

    def meaning(self, of: Callable[[Typed], Meaning]) -> Meaning:
        return made_alike(_meaning, None, of, self)


def _meaning(_user: Person | None, of: Callable[[Typed], Meaning], form: Form) -> Meaning:
    return of(form.words)


def form_of(words: str) -> tuple[Form, Mapping[Any, Any]]:
    """The form of these words, and what is told in place of each value made of it."""
    typed = Typed(words)
    told: dict[Any, Any] = {}
    as_one, *parts = [_form_of(part, place, told) for place, part in enumerate([typed.as_one, *typed.parts])]
    numbered = typed.numbered and _numbered_form_of(typed.numbered, len(parts) + 1, told)
    form = Typed(as_one)
    vars(form).update({"as_one": as_one, "parts": parts, "numbered": numbered})
    facts = [(part, part.whole is None, part.inside is None) for part in (as_one, *parts)]
    return Form(form, (*facts, numbered and (numbered.series, len(numbered.numbers)))), told


def _form_of(part: Part, place: int, told: dict[Any, Any]) -> Part:
    form = Part(_signs_for(engine(connection.vendor).deciding(part), place))
    told.update(zip(_values_of(form), _values_of(part), strict=True))
    numbers = {"whole": part.whole, "inside": part.inside}
    vars(form).update({name: _number_for(number, name, place, told) for name, number in numbers.items()})
    return form


def _numbered_form_of(numbered: Numbered, place: int, told: dict[Any, Any]) -> Numbered:
    series = _form_of(numbered.series, place, told)
    numbers = (_number_for(number, f"number {at}", place, told) for at, number in enumerate(numbered.numbers))
    return Numbered(series, tuple(number for number in numbers if number is not None))


def _signs_for(signs: str, place: int) -> str:
    """The same sign for the same one."""
    first = _FIRST + place * _OF_A_PART
    stand_ins = {sign: chr(first + number) for number, sign in enumerate(dict.fromkeys(signs))}
    return "".join(stand_ins[sign] for sign in signs)


def _number_for(number: Number | None, name: str, place: int, told: dict[Any, Any]) -> Number | None:
    if number is None:
        return None
    stand_in = StandIn(name, place)
    told[stand_in] = number
    return Value(stand_in)


def _values_of(part: str) -> list[Any]:
    """Each value that a condition makes of a part."""
    if not part:
        return []
    _sql, pairs = engine(connection.vendor).condition("", "", "", part)
    return [f"%{connection.ops.prep_for_like_query(part)}%", *pairs]
