"""A message about a thing goes to people who may know of it, and to nobody else."""

from collections.abc import Iterable

from accounts.access import resolve_access
from accounts.models import User
from accounts.permissions import Permission
from core.access import Access
from deadlines.models import Deadline


class Reach:
    """Remembers each person's access for as long as one run lasts, so that a thousand messages ask once a person."""

    def __init__(self) -> None:
        self._known: dict[int, Access] = {}

    def of(self, people: Iterable[User], deadline: Deadline) -> list:
        """Those of `people` who are active and see the deadline, each once."""
        return [person for person in {person.pk: person for person in people}.values() if self._sees(person, deadline)]

    def _sees(self, person: User, deadline: Deadline) -> bool:
        if person.pk not in self._known:
            self._known[person.pk] = resolve_access(person)
        access = self._known[person.pk]
        if not access.permits(Permission.DEADLINE_VIEW, deadline.scope_ids):
            return False
        kinds = {scope.kind for scope in (deadline.scope, deadline.round_scope) if scope is not None}
        return bool(kinds & access.kinds) or bool(set(deadline.scope_ids) & access.scope_ids)
