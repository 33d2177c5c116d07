"""Whether a row belongs to the subdistrict whose round it is brought into."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from inspections.names import is_called_subdistrict, names_subdistrict


@dataclass(frozen=True)
class Streets:
    """`own` are the names of the round's subdistrict, `others` those of all others, old and short ones among them.
    Without `own` nothing is compared."""

    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @classmethod
    def of(cls, own: Collection[str], others: Collection[str]) -> "Streets":
        return cls(tuple(own), tuple(others))

    def is_foreign(self, words: str) -> bool | None:
        """True for another subdistrict, False for our own or a blank, None where the words name no subdistrict that
        is known or looks like one."""
        return _is_foreign(self, words)


@lru_cache(maxsize=1024)
def _is_foreign(streets: Streets, words: str) -> bool | None:
    if not words or not streets.own or names_subdistrict(words, streets.own):
        return False
    if names_subdistrict(words, streets.others) or is_called_subdistrict(words):
        return True
    return None
