"""随机抽取: a draw by lot that anybody can do again from its seed (R54, R68), with a sheet of paper and a hash tool.

The candidates are put in the order of the SHA-256 of "seed:key", and the first ones are drawn. No generator of random
numbers takes part, whose next edition might draw otherwise: the method stands in one sentence, and keeps its number.
"""

import hashlib
from collections.abc import Collection, Iterable
from math import ceil

METHOD = "sha256-1"


def ranked(seed: str, keys: Iterable[str]) -> list[str]:
    """The keys, each once, in the order in which this seed draws them."""
    return sorted(set(keys), key=lambda key: (hashlib.sha256(f"{seed}:{key}".encode()).hexdigest(), key))


def count_of(total: int, *, number: int | None, share: int | None) -> int:
    """How many of `total` are drawn by lot: a number, or a share in percent, rounded up."""
    asked = ceil(total * share / 100) if share is not None else number or 0
    return min(asked, total)


def drawn_of(
    seed: str, keys: Collection[str], *, always: Collection[str] = (), number: int | None, share: int | None
) -> list[str]:
    """What is drawn: all of `always`, and of the others a number or a share by lot. In the order of the keys."""
    whole = set(always)
    others = [key for key in set(keys) if key not in whole]
    by_lot = ranked(seed, others)[: count_of(len(others), number=number, share=share)]
    return sorted(whole | set(by_lot))


def digest_of(keys: Collection[str]) -> str:
    """One hash for all candidates, each on a line of its own."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()
