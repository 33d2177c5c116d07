"""What a person may do, and where, as every room asks it. Who gets which: accounts/roles.py and accounts/access.py.

The person is whoever is signed in. The house below `accounts` knows little of one: `access`, resolved once per loaded
person and so once per request, `fresh_access()`, read anew, which actions ask, and the scopes this opens.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils.functional import cached_property


@dataclass(frozen=True)
class Access:
    """Permissions held everywhere, whole kinds of scope that may be read, permissions held in single scopes."""

    everywhere: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    in_scope: dict[int, frozenset[str]] = field(default_factory=dict)

    def permits(self, permission: str, scope_ids: Iterable[int | None] = ()) -> bool:
        """True where the permission is held everywhere or in one of these scopes."""
        if permission in self.everywhere:
            return True
        return any(permission in self.in_scope[scope_id] for scope_id in scope_ids if scope_id in self.in_scope)

    def permits_somewhere(self, permission: str) -> bool:
        return permission in self.everywhere or any(permission in held for held in self.in_scope.values())

    def holding(self, permission: str) -> "Access":
        """The scopes alone in which this permission is held."""
        return Access(in_scope={scope_id: held for scope_id, held in self.in_scope.items() if permission in held})

    @property
    def scope_ids(self) -> set[int]:
        return set(self.in_scope)

    @cached_property
    def key(self) -> Hashable:
        """The same for the same rights."""
        return self.everywhere, self.kinds, frozenset(self.in_scope.items())


NOTHING = Access()


class Person(Protocol):
    """Whoever acts, as far as the house below `accounts` knows him."""

    # Set at the edge, so that an event carries the address it came from.
    address: str

    @property
    def pk(self) -> Any: ...

    @property
    def printed_name(self) -> str: ...

    @property
    def role(self) -> str: ...

    @property
    def access(self) -> Access: ...

    def fresh_access(self) -> Access: ...

    def scopes_in_reach(self) -> QuerySet: ...


class Thing(Protocol):
    """Whatever a right is asked for, as far as that needs to know it."""

    @property
    def scope_ids(self) -> Iterable[int | None]: ...


def access_of(user: object) -> Access:
    """The person's access; nothing for whoever is not signed in."""
    return getattr(user, "access", NOTHING)


def may(user: object, permission: str, thing: Thing | None = None) -> bool:
    """Whether the person holds the permission, for this thing where one is given."""
    access = access_of(user)
    return access.permits(permission, thing.scope_ids) if thing is not None else access.permits_somewhere(permission)
