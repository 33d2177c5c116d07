"""The one wrapper round guardian: what a person may do, and where (DESIGN §4)."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from accounts.permissions import Permission
from accounts.roles import COMMON_PERMISSIONS, GRANT_PERMISSIONS, ROLE_PERMISSIONS, ROLE_SCOPE_KINDS


@dataclass(frozen=True)
class Access:
    everywhere: frozenset[Permission] = frozenset()
    kinds: frozenset[str] = frozenset()
    in_scope: dict[int, frozenset[Permission]] = field(default_factory=dict)

    def permits(self, permission: Permission, scope_ids=()) -> bool:
        """True where the permission is held everywhere or in one of these scopes."""
        if permission in self.everywhere:
            return True
        return any(permission in self.in_scope.get(scope_id, ()) for scope_id in scope_ids)

    def permits_somewhere(self, permission: Permission) -> bool:
        return permission in self.everywhere or any(permission in held for held in self.in_scope.values())

    @property
    def scope_ids(self) -> set[int]:
        return set(self.in_scope)


NOTHING = Access()


def resolve_access(user) -> Access:
    """Read the grants afresh. Inactive and anonymous people hold nothing; a grant counts between its two ends.

    The clock is read here and nowhere below: a grant's ends are instants of access, not facts of the process.
    """
    if not user.is_authenticated or not user.is_active:
        return NOTHING
    now = timezone.now()
    of_person = user.scopeuserpermission_set.filter(_counting(now))
    of_groups = user.groups.filter(_counting(now, "scopegrouppermission__"), scopegrouppermission__isnull=False)
    grants = [
        *of_person.values_list("content_object_id", "permission__codename"),
        *of_groups.values_list(
            "scopegrouppermission__content_object_id", "scopegrouppermission__permission__codename"
        ),
    ]
    in_scope: dict[int, frozenset[Permission]] = {}
    for scope_id, codename in grants:
        in_scope[scope_id] = in_scope.get(scope_id, frozenset()) | GRANT_PERMISSIONS[codename]
    return Access(
        everywhere=ROLE_PERMISSIONS[user.role] | COMMON_PERMISSIONS,
        kinds=ROLE_SCOPE_KINDS.get(user.role, frozenset()),
        in_scope=in_scope,
    )


def _counting(now, path="") -> Q:
    """Grants that have begun by `now` and have not run out."""
    begun = Q(**{f"{path}begins_at": None}) | Q(**{f"{path}begins_at__lte": now})
    return begun & (Q(**{f"{path}expires_at": None}) | Q(**{f"{path}expires_at__gt": now}))


def access_of(user) -> Access:
    """The person's access, resolved once per loaded user, which is once per request."""
    known = getattr(user, "_access", None)
    if known is None:
        known = user._access = resolve_access(user)
    return known


def may(user, permission: Permission, thing=None) -> bool:
    """Whether the person holds the permission, for this thing where one is given."""
    access = access_of(user)
    return access.permits(permission, thing.scope_ids) if thing is not None else access.permits_somewhere(permission)
