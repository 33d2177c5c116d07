"""Units by their names, those they bore before among them."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Unit
from core.searching import Way, meant, names, spelled


def unit_named(path: str, words: str) -> Q:
    """Things whose unit, at `path`, bears or bore a name, long or short, with these words in it: papers and memories
    keep the old name when a body is renamed."""
    return meant([unit_names(path, words)])


def unit_names(path: str, words: str) -> Way:
    """The same as one of several ways."""
    return names(path, units_named(words))


def units_named(words: str) -> QuerySet[Unit]:
    history: Any = Unit.history
    former = history.filter(spelled(history.model, words))
    return Unit.objects.filter(spelled(Unit, words) | Q(pk__among=former.order_by().values("id")))
