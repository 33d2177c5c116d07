"""The one wrapper round guardian: what a person may do, and where (DESIGN §4)."""

from django.db.models import Q
from django.utils import timezone

from accounts.permissions import Permission
from accounts.roles import COMMON_PERMISSIONS, GRANT_PERMISSIONS, ROLE_PERMISSIONS, ROLE_SCOPE_KINDS
from core.access import NOTHING, Access


def resolve_access(user) -> Access:
    """Read the grants afresh. Inactive and anonymous people hold nothing; a grant counts between its two ends.

    The clock is read here and nowhere below: a grant's ends are instants of access, not facts of the process.
    """
    if not user.is_authenticated or not user.is_active:
        return NOTHING
    now = timezone.now()
    of_person = user.scopeuserpermission_set.filter(_counting(now))
    of_groups = user.groups.filter(_counting(now, "scopegrouppermission__"), scopegrouppermission__isnull=False)
    # Asked at once: every page asks it.
    grants = of_person.values_list("content_object_id", "permission__codename").union(
        of_groups.values_list("scopegrouppermission__content_object_id", "scopegrouppermission__permission__codename")
    )
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
