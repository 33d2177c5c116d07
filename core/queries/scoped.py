from typing import Any, Self

from django.db import models
from django.db.models import Q

from core.access import access_of


class ScopedQuerySet(models.QuerySet):
    """Rows reached through scopes. `scope_paths` names the ways from the row to a Scope, the row's own first;
    a row is visible where any of them is in the person's reach."""

    scope_paths: tuple[str, ...] = ("scope",)

    def visible_to(self, user: Any) -> Self:
        """Rows this person may know of; for everybody else they do not exist (404)."""
        access = access_of(user)
        reach = Q(pk__in=[])
        for path in self.scope_paths:
            if access.kinds:
                reach |= Q(**{f"{path}__kind__in": access.kinds})
            if access.in_scope:
                reach |= Q(**{f"{path}_id__in": access.scope_ids})
        return self.filter(reach)


def scoped(*paths: str) -> type[ScopedQuerySet]:
    """A queryset class whose rows are reached by these paths."""
    return type("ScopedQuerySet", (ScopedQuerySet,), {"scope_paths": paths})
