"""Deadlines with as much as a list tells of them."""

from collections.abc import Sequence
from typing import Any

from core.access import Person
from core.queries.keys_first import own_fields
from deadlines.models import Deadline
from deadlines.queries.deadlines import DeadlineQuerySet

_OF_UNIT = ("name", "short_name", "kind")
_SCOPES = ("scope", "round_scope")


def owed(user: Person, keys: Sequence[Any]) -> DeadlineQuerySet:
    """With who owes them. Whose they are is told by key alone."""
    told = Deadline.objects.filter(pk__in=keys).select_related("responsible_unit")
    return told.only(*own_fields(Deadline), *(f"responsible_unit__{name}" for name in _OF_UNIT)).order_by()


def deadlines_listed(user: Person, keys: Sequence[Any]) -> DeadlineQuerySet:
    """With the kinds of their scopes too, of which it depends what may be done with them."""
    told = owed(user, keys).select_related("responsible_unit", *_SCOPES)
    fields = [*(f"responsible_unit__{name}" for name in _OF_UNIT), *(f"{scope}__kind" for scope in _SCOPES)]
    return told.only(*own_fields(Deadline), *fields)
