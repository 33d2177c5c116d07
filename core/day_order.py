"""The one rule of the order of days: what follows a step lies no earlier, or a reason says why it lawfully does."""

from datetime import date

from core.refusals import IllegalMove


class OutOfOrder(IllegalMove):
    """Two days stand the wrong way round; where a reason makes that lawful, the form asks for it at its field."""

    field = "order_reason"


def require_order(first: date | None, then: date | None, words: object, *, reason: str = "") -> None:
    """`then` is not before `first`; a day nobody knows yet is in order. Raises OutOfOrder with `words`, a sentence
    that names both days and the way out, unless there is a `reason`. Where nothing makes it lawful, none is handed in.
    """
    if first is not None and then is not None and then < first and not reason.strip():
        raise OutOfOrder(str(words))
