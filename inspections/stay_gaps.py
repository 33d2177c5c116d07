"""What the apps above still ask of the team before it leaves and reports: in ready() each registers its own, such as
what was drawn to be looked at again and was not."""

from collections.abc import Callable, Iterable

from core.shapes import Missing

_tellers: list[Callable[..., Iterable[Missing]]] = []


def register_stay_gap(tell: Callable[..., Iterable[Missing]]) -> None:
    """`tell(round)` names what is left; the report is not submitted before it is done."""
    if tell not in _tellers:
        _tellers.append(tell)


def stay_gaps(round_) -> list[Missing]:
    return [one for tell in _tellers for one in tell(round_)]
