"""What the apps above add to the report: in ready() each registers sentences of 四、处置建议, such as what was handed
over before the report and has to be ratified with it."""

from collections.abc import Callable, Iterable

_tellers: list[Callable[..., Iterable[str]]] = []


def register_dispositions(tell: Callable[..., Iterable[str]]) -> None:
    """`tell(round)` gives sentences for everybody who reads the report; none of leads, ever (ADR 9)."""
    if tell not in _tellers:
        _tellers.append(tell)


def added_dispositions(round_) -> list[str]:
    return [words for tell in _tellers for words in tell(round_)]
