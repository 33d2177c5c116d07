"""Grants on scopes; the only place that writes guardian's tables."""

from datetime import date, datetime

from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as DjangoPermission
from django.db import transaction

from accounts.models import Scope, ScopeGroupPermission, ScopeUserPermission, User
from accounts.roles import Grant
from core.actions.events import record_event


def _permission(grant: Grant) -> DjangoPermission:
    return DjangoPermission.objects.get(
        codename=grant, content_type__app_label="accounts", content_type__model="scope"
    )


@transaction.atomic
def grant_to_user(
    *,
    user: User,
    grant: Grant,
    scope: Scope,
    by: User | None,
    at: datetime,
    on: date | None = None,
    begins_at: datetime | None = None,
    expires_at: datetime | None = None,
    reason: str = "",
) -> None:
    """Let one person into a scope, from `begins_at` (None: at once) until `expires_at` (first instant that no longer
    counts; None: until taken back)."""
    ScopeUserPermission.objects.update_or_create(
        user=user,
        permission=_permission(grant),
        content_object=scope,
        defaults={"granted_at": at, "begins_at": begins_at, "expires_at": expires_at, "reason": reason},
    )
    record_event(
        "grant.give", target=user, by=by, on=on, at=at, new={"grant": grant, "scope": scope.pk}, reason=reason
    )


@transaction.atomic
def grant_to_group(
    *, group: Group, grant: Grant, scope: Scope, by: User | None, at: datetime, on: date | None = None
) -> None:
    ScopeGroupPermission.objects.update_or_create(
        group=group, permission=_permission(grant), content_object=scope, defaults={"granted_at": at}
    )
    record_event("grant.give", target=group, by=by, on=on, at=at, new={"grant": grant, "scope": scope.pk})


@transaction.atomic
def revoke_from_user(
    *,
    user: User,
    scope: Scope,
    by: User | None,
    at: datetime,
    on: date | None = None,
    grant: Grant | None = None,
    reason: str = "",
) -> None:
    """Take back one grant, or all of them, at once."""
    grants = ScopeUserPermission.objects.filter(user=user, content_object=scope)
    if grant is not None:
        grants = grants.filter(permission=_permission(grant))
    old = list(grants.values_list("permission__codename", flat=True))
    grants.delete()
    record_event(
        "grant.revoke", target=user, by=by, on=on, at=at, old={"grants": old, "scope": scope.pk}, reason=reason
    )


@transaction.atomic
def revoke_from_group(*, group: Group, scope: Scope, by: User | None, at: datetime, on: date | None = None) -> None:
    """Take back everything the group holds in the scope."""
    grants = ScopeGroupPermission.objects.filter(group=group, content_object=scope)
    old = list(grants.values_list("permission__codename", flat=True))
    grants.delete()
    record_event("grant.revoke", target=group, by=by, on=on, at=at, old={"grants": old, "scope": scope.pk})
