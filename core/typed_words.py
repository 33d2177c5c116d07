"""What is typed, as statements that are kept know it: by its form (docs/adr/0051).

Of words without digits a search asks the same whatever they are, as long as they are as many and as long. So signs of
no script stand for those typed while a statement is put together, and what was typed is told to it when it is asked.
Words with digits may be numbers, which are asked for otherwise: for them everything is put together anew."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection

from core.access import Person
from core.engines import engine
from core.queries.asked_alike import NOTHING, Told, made_alike
from core.searching import Meaning, parts_of

T = TypeVar("T")

# Signs that no script has begin here; each part of what is typed has as many of its own.
_FIRST = 0xE000
_OF_A_PART = 0x400


@dataclass(frozen=True)
class Form:
    """`words` are what a search is told; made for them, what it asks is kept where `is_kept`."""

    words: str
    is_kept: bool
    _meanings: dict[Callable[[str], Meaning], Meaning] = field(default_factory=dict, compare=False, repr=False)

    def made(self, make: Callable[..., T], user: Person | None, *asked: Hashable) -> T:
        """`make(user, *asked)`, where `asked` tells of the words nothing but their form."""
        return made_alike(make, user, *asked) if self.is_kept else make(user, *asked)

    def meaning(self, of: Callable[[str], Meaning]) -> Meaning:
        if of not in self._meanings:
            self._meanings[of] = self.made(_meaning, None, of, self.words)
        return self._meanings[of]


def _meaning(_user: Person | None, of: Callable[[str], Meaning], words: str) -> Meaning:
    return of(words)


def typed(words: str) -> tuple[Form, Told]:
    """The form of these words, and what is told in its place."""
    if any(sign.isdecimal() for sign in words):
        return Form(words, is_kept=False), NOTHING
    forms: list[str] = []
    told: dict[Any, Any] = {}
    for number, part in enumerate(parts_of(words)):
        form = _form_of(engine(connection.vendor).deciding(part), number)
        forms.append(form)
        told |= _told(form, part)
    return Form(" ".join(forms), is_kept=True), told


def _form_of(signs: str, number: int) -> str:
    """The same sign for the same one."""
    first = _FIRST + number * _OF_A_PART
    stand_ins = {sign: chr(first + place) for place, sign in enumerate(dict.fromkeys(signs))}
    return "".join(stand_ins[sign] for sign in signs)


def _told(form: str, part: str) -> Mapping[Any, Any]:
    """Each value that a condition makes of a part of the form, with that of what was typed."""
    return dict(zip(_values_of(form), _values_of(part), strict=True))


def _values_of(part: str) -> list[Any]:
    _sql, pairs = engine(connection.vendor).condition("", "", "", part)
    return [f"%{connection.ops.prep_for_like_query(part)}%", *pairs]
