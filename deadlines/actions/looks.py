"""Mending what deadlines keep for the sweep; see deadlines/looks.py."""

from deadlines.kinds import first_look
from deadlines.looks import late_looks
from deadlines.models import Deadline


def rebuild_looks() -> int:
    """Have the sweep look anew at every deadline it would come too late for; gives how many there were."""
    late = list(late_looks())
    for deadline in late:
        Deadline.objects.filter(pk=deadline.pk).update(look_on=first_look(deadline.due_on))
    return len(late)
