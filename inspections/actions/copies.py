"""Keeping what findings copy of their round; see inspections/copies.py."""

from django.db.models import Q

from inspections.copies import copies_of, wrong_copies
from inspections.models import SubdistrictRound
from inspections.models.finding import FindingKind


def keep_copies(round_: SubdistrictRound) -> None:
    """Write what the findings of this round keep of it anew, after one of its days has changed."""
    round_.findings.update(**copies_of(round_))
    own = Q(scope=round_.scope_id) & ~Q(kind=FindingKind.LEAD)
    round_.findings.filter(own, is_apart=True).update(is_apart=False)
    round_.findings.exclude(own).filter(is_apart=False).update(is_apart=True)


def rebuild_copies() -> int:
    """Mend every wrong copy; gives how many rounds had some."""
    rounds = SubdistrictRound.objects.filter(pk__in=wrong_copies().order_by().values("round"))
    for round_ in rounds:
        keep_copies(round_)
    return len(rounds)
