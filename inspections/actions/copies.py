"""Keeping what findings copy of their round; see inspections/copies.py."""

from inspections.copies import copies_of, wrong_copies
from inspections.models import SubdistrictRound


def keep_copies(round_: SubdistrictRound) -> None:
    """Write what the findings of this round keep of it anew, after one of its days has changed."""
    round_.findings.update(**copies_of(round_))


def rebuild_copies() -> int:
    """Mend every wrong copy; gives how many rounds had some."""
    rounds = SubdistrictRound.objects.filter(pk__in=wrong_copies().order_by().values("round"))
    for round_ in rounds:
        keep_copies(round_)
    return len(rounds)
