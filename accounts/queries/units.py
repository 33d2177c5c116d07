"""Units by their names, those they bore before among them."""

from typing import Any

from django.db.models import Q

from accounts.models import Unit


def unit_named(path: str, words: str) -> Q:
    """Things whose unit, at `path`, bears or bore a name, long or short, with these words in it: papers and memories
    keep the old name when a body is renamed."""
    return Q(**{f"{path}__in": _named(words)})


def _named(words: str) -> Any:
    names = Q(name__icontains=words) | Q(short_name__icontains=words)
    former = Unit.history.filter(names).values("id")
    return Unit.objects.filter(names | Q(pk__in=former)).order_by().values("pk")
