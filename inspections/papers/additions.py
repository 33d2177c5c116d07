"""What the apps above add to the report: in ready() each registers sentences of 四、处置建议, such as what was handed
over before the report and has to be ratified with it, and of 一、基本情况, such as what was looked at again."""

from collections.abc import Callable, Iterable

_tellers: list[Callable[..., Iterable[str]]] = []
_overviews: list[Callable[..., Iterable[str]]] = []


def register_overview(tell: Callable[..., Iterable[str]]) -> None:
    """`tell(round)` gives sentences of 一、基本情况, without a full stop; none of leads, ever (ADR 9)."""
    if tell not in _overviews:
        _overviews.append(tell)


def added_overview(round_) -> list[str]:
    return [words for tell in _overviews for words in tell(round_)]


def register_dispositions(tell: Callable[..., Iterable[str]]) -> None:
    """`tell(round)` gives sentences for everybody who reads the report; none of leads, ever (ADR 9)."""
    if tell not in _tellers:
        _tellers.append(tell)


def added_dispositions(round_) -> list[str]:
    return [words for tell in _tellers for words in tell(round_)]
