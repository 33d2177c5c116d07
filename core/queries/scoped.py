from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any, Self

from django.db.models import Q

from core.access import Access, access_of
from core.queries.among import Among, Outside
from core.queries.light import LightQuerySet


class ScopedQuerySet(LightQuerySet):
    """Rows reached through scopes. `scope_paths` names the ways from the row to a Scope, the row's own first;
    a row is visible where any of them is in the person's reach."""

    scope_paths: tuple[str, ...] = ("scope",)
    # Paths that lead to scopes of one kind alone, by its name: who sees that whole kind sees every row, and no scope
    # is read to know it.
    always_of_kind: Mapping[str, str] = {}

    def visible_to(self, user: Any) -> Self:
        """Rows this person may know of; for everybody else they do not exist (404)."""
        return self.filter(self.reach(access_of(user), self.scope_paths))

    def visible_by_path(self, user: Any) -> list[Self]:
        """The same parted by the path that leads there, so that each part stands on an index of its own; a row may be
        in several."""
        if type(self).visible_to is not ScopedQuerySet.visible_to:
            return [self.visible_to(user)]
        return [self.filter(self.reach(access_of(user), [path])) for path in self.scope_paths]

    def reach(self, access: Access, paths: Iterable[str]) -> Q:
        """Whether the row is reached by one of the paths. Of single scopes no alternative crosses a table: what holds
        the row (its case, its round) is looked up first, so that each stands on an index of the row itself."""
        paths = tuple(paths)
        if any(self.always_of_kind.get(path) in access.kinds for path in paths):
            return Q()
        found = Q(pk__in=[])
        for path in paths:
            if access.kinds:
                found |= self._of_kinds(path, access.kinds)
            if access.in_scope:
                found |= self._held(path, access.scope_ids, is_alone=len(paths) == 1)
        return found

    def _of_kinds(self, path: str, kinds: Iterable[str]) -> Q:
        """Asked the other way round: whoever sees whole kinds sees nearly every scope, and the few others are looked
        up once for the statement, where each row would be joined to its scope."""
        others = _model_at(self.model, path)._default_manager.outside(kinds)
        if others is None:
            return Q(**{f"{path}__isnull": False})
        return Q(**{f"{path}__{Outside.lookup_name}": others})

    def _held(self, path: str, scope_ids: Iterable[int], *, is_alone: bool) -> Q:
        container, _, further = path.partition("__")
        if not further:
            return Q(**{f"{path}_id__in": scope_ids})
        holders = _model_at(self.model, container)._default_manager
        keys = holders.filter(**{f"{further}_id__in": scope_ids}).order_by().values_list("pk", flat=True)
        return Q(**{f"{container}_id__{'in' if is_alone else Among.lookup_name}": keys})


def _model_at(model: Any, path: str) -> Any:
    """The model that the path leads to."""
    return reduce(lambda found, name: found._meta.get_field(name).related_model, path.split("__"), model)


def scoped(*paths: str) -> type[ScopedQuerySet]:
    """A queryset class whose rows are reached by these paths."""
    return type("ScopedQuerySet", (ScopedQuerySet,), {"scope_paths": paths})
